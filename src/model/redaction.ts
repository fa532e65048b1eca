/** How names of objects stand in a report: as they are, as keyed pseudonyms, or not at all. */
export const REDACTIONS = ['none', 'pseudonym', 'full'] as const;
export type Redaction = (typeof REDACTIONS)[number];

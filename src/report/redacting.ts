import type { Redaction } from '../model/redaction.ts';
import type { Alias } from './alias.ts';

/** How names are taken out of a report. */
export type Redacting = {
  readonly redaction: Exclude<Redaction, 'none'>;
  readonly alias: Alias;
  /** For what the source writes about single objects: nothing that may be a name stays. */
  readonly text: (text: string) => string;
  /** For what was named by an administrator, such as jobs, and for words of the source: they stay but for names of objects in them. */
  readonly label: (text: string) => string;
  /** A report without names is another document than the one with them. */
  readonly reportId: (reportId: string) => string;
};

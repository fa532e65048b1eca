import type { Redaction } from '../../model/redaction.ts';

export const REDACTION_WORDS: Readonly<Record<Redaction, string>> = {
  none: 'as the source gives them',
  pseudonym: 'replaced by keyed pseudonyms, the same in every report of this tenant; the responses are not part of this bundle',
  full: 'left out; the numbers have a meaning in this report only; the responses are not part of this bundle',
};

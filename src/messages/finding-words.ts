import type { Finding, FindingArgs, FindingCode } from '../model/finding.ts';
import type { Format } from './format.ts';

/** `title` says what and where, `text` since when and why it matters, `advice` what to do. `when` is short, for a margin. */
export type FindingWords = { readonly title: string; readonly text: string; readonly advice: string; readonly when: string };

/** Words for one code, from its own arguments. `name` is the job's, or the tenant's for a finding about the whole. */
export type Word<Code extends FindingCode> = (args: FindingArgs[Code], name: string, f: Format) => FindingWords;

/** The words of every code in one language. */
export type AllFindingWords = { readonly [Code in FindingCode]: Word<Code> };

/** One language's words for any finding. */
export const createFindingWords = (words: AllFindingWords) => {
  const wordsOf = <Code extends FindingCode>(code: Code, args: FindingArgs[Code], name: string, f: Format): FindingWords =>
    words[code](args, name, f);
  return (finding: Finding, name: string, f: Format): FindingWords => wordsOf<FindingCode>(finding.code, finding.args, name, f);
};

/** Parts that there are, parted by blanks. */
export const sentence = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(' ');

/** A text of the source in quotation marks, without the full stop that would stand inside them. */
export const quoted = (f: Format, text: string): string => f.quote(text.replace(/[.\s]+$/u, ''));

/** One day, or from one to another. */
export const span = (f: Format, from: string, to: string): string => (f.day(from) === f.day(to) ? f.day(from) : `${f.day(from)} – ${f.day(to)}`);

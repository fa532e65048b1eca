import type { FindingArgs, FindingCode } from '../../model/finding.ts';
import type { Format } from '../format.ts';

/** `title` says what and where, `text` since when and why it matters, `advice` what to do. `when` is short, for a margin. */
export type FindingWords = { readonly title: string; readonly text: string; readonly advice: string; readonly when: string };

/** Words for one code, from its own arguments. */
export type Word<Code extends FindingCode> = (args: FindingArgs[Code], name: string, f: Format) => FindingWords;

/** Parts that there are, parted by blanks. */
export const sentence = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(' ');

/** A text of the source, without the full stop that would stand inside the quotation. */
export const quoted = (reason: string | null): string | null => (reason === null ? null : `“${reason.replace(/[.\s]+$/u, '')}”`);

/** One day, or from one to another. */
export const span = (f: Format, from: string, to: string): string => (f.day(from) === f.day(to) ? f.day(from) : `${f.day(from)} – ${f.day(to)}`);

import picomatch from 'picomatch';
import type { Job } from '../model/job.ts';

/** Longer names match by equality alone, so that a hostile one cannot keep a pattern busy. */
const LONGEST_NAME = 256;

/** A name is not a path: a slash is a character like any other, and the first character is nothing special. */
const asText = (text: string): string => `_${text.replaceAll('/', '\u2215')}`;

/** `*`, `?`, `[a-z]` and `{a,b}` are special; whatever else picomatch reads is taken as written. */
const asGlob = (match: string): string => asText(match).replace(/[()|+@^$]/g, '\\$&');

/** The options name the platform, or picomatch would ask the machine for it. */
const OPTIONS = { dot: true, windows: false, nonegate: true, noextglob: true, keepQuotes: true } as const;

/** Whether a job is meant: `match` is its id, its exact name, or a glob over its name. */
export const jobMatcher = (match: string): ((job: Job) => boolean) => {
  const fits = picomatch(asGlob(match), OPTIONS);
  return ({ id, name }) => id === match || name === match || (name.length <= LONGEST_NAME && fits(asText(name)));
};

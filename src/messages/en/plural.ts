import type { Format } from '../format.ts';

/** `1 job`, `2 jobs`. */
export const counted = (f: Format, count: number, one: string, many = `${one}s`): string => `${f.integer(count)} ${count === 1 ? one : many}`;

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'] as const;

/** Small numbers as words, for sentences. */
export const inWords = (f: Format, count: number): string => SMALL[count] ?? f.integer(count);

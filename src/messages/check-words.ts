import type { Check, CheckArgs, CheckCode, CheckOf } from '../model/check.ts';

export type CheckWord<C extends CheckCode> = (args: CheckArgs[C], subject: string) => string;

/** One sentence for every check, in one language. */
export type AllCheckWords = { readonly [C in CheckCode]: CheckWord<C> };

/** What is said of several things at once, where each would get the same sentence. */
export type CheckGroups = { readonly [C in CheckCode]?: (subjects: readonly string[]) => string };

export type VerifyVerdict = 'agrees' | 'agrees-in-values' | 'agrees-in-part' | 'differs';

/** How many checks had which result. */
export type VerifyCounts = { readonly ok: number; readonly bad: number; readonly unchecked: number };

/** So much of a hash tells it from another. */
export const shortHash = (hash: string): string => hash.slice(0, 16);

type Group = readonly [Check, ...Check[]];

const inGroups = (checks: readonly Check[]): readonly Group[] => {
  const groups = new Map<CheckCode, [Check, ...Check[]]>();
  for (const one of checks) {
    const group = groups.get(one.code);
    if (group === undefined) groups.set(one.code, [one]);
    else group.push(one);
  }
  return [...groups.values()];
};

/** One language's sentences for checks. They may hold text of a hostile bundle: strip control characters before they are shown. */
export const createCheckWords = (words: AllCheckWords, together: CheckGroups) => {
  const wordsOf = <C extends CheckCode>({ code, args, subject }: CheckOf<C>): string => words[code](args, subject);
  const one = (check: Check): string => wordsOf<CheckCode>(check);
  const several = (group: Group): readonly string[] => {
    const said = together[group[0].code];
    return group.length === 1 || said === undefined ? group.map(one) : [said(group.map(({ subject }) => subject))];
  };
  return {
    /** One sentence a check. */
    words: one,
    /** The sentences of many checks, in their order; those that say the same of several files are one. */
    groupedWords: (checks: readonly Check[]): readonly string[] => inGroups(checks).flatMap(several),
  };
};

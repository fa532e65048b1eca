/**
 * What a template can show, as a tree of names: `true` is a text, a number or a yes or no; a list has one entry, which stands
 * for each of its items. Templates of the operator are checked against it before anything runs.
 */
export type Data = true | readonly [Data] | { readonly [name: string]: Data };

/** The tree of a view's names: one that the view lacks, or that is forgotten here, does not compile. */
export type DataOf<T> = T extends string | number | boolean
  ? true
  : T extends readonly (infer Item)[]
    ? readonly [DataOf<Item>]
    : { readonly [Name in keyof T]-?: DataOf<NonNullable<T[Name]>> };

/** The texts of a catalogue. What is a function there takes arguments, and no template has them. */
export const wordsIn = (words: object): { readonly [name: string]: Data } =>
  Object.fromEntries(
    Object.entries(words).flatMap(([name, value]: [string, unknown]): [string, Data][] => {
      if (typeof value === 'string') return [[name, true]];
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? [[name, wordsIn(value)]] : [];
    }),
  );

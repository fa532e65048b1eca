/** What is wrong in a template, and where; the line is null where it is about the whole file. */
export type Problem = { readonly file: string; readonly line: number | null; readonly text: string };

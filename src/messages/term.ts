/** A word of the report, and what it means there. */
export type Term = { readonly term: string; readonly text: string };

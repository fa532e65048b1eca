import type { en } from './en/index.ts';

/**
 * Every word of the product in one language. English says which words there are; another language is declared to be
 * `Messages`, so that one that lacks a word, or has one too many, does not compile.
 */
export type Messages = typeof en;

import type { Config } from './config.ts';
import { crossCheck } from './cross-check.ts';
import { explainIssue } from './explain-issue.ts';
import { pathWords, type Misfit, type Mistake } from './mistake.ts';
import { noticesOf } from './notices.ts';
import { readConfig } from './read-config.ts';
import { readSourceText, type SourceText } from './source-text.ts';
import { writtenSchema } from './written.ts';

export type CheckedConfig =
  { readonly ok: true; readonly config: Config; readonly notices: readonly string[] } | { readonly ok: false; readonly mistakes: readonly Mistake[] };

export type CheckContext = {
  /** Paths in the configuration are relative to it. Absolute. */
  readonly folder: string;
  /** Languages there are. */
  readonly locales: readonly string[];
};

export const placeOf = (source: SourceText, { path, at, text }: Misfit): Mistake => ({
  path,
  text,
  position: at === 'key' ? source.positionOfKey(path) : source.positionOf(path),
});

/** One sentence a place: the first is the nearest to the cause. */
export const onePerPlace = (misfits: readonly Misfit[]): Misfit[] => {
  const places = misfits.map(({ path }) => pathWords(path));
  return misfits.filter((_misfit, index) => places.indexOf(places[index] ?? '') === index);
};

/** Reads the text of a configuration and finds every mistake in it. Touches nothing but the text. */
export const checkConfig = (text: string, { folder, locales }: CheckContext): CheckedConfig => {
  const source = readSourceText(text);
  if (source.problems.length > 0) return { ok: false, mistakes: source.problems.map((problem) => ({ ...problem, path: [] })) };
  const read = writtenSchema.safeParse(source.value ?? null);
  const issues = read.success ? [] : read.error.issues.flatMap((issue) => explainIssue(issue, source.value ?? null, writtenSchema));
  const misfits = onePerPlace([...issues, ...crossCheck(source.value, locales)]);
  if (!read.success || misfits.length > 0) return { ok: false, mistakes: misfits.map((misfit) => placeOf(source, misfit)) };
  const config = readConfig(read.data, folder);
  return { ok: true, config, notices: noticesOf(config, read.data) };
};

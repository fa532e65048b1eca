import { UsageError } from '../errors.ts';
import type { Path, Position } from './source-text.ts';

/** One thing that is wrong in the configuration: what was found there and what is expected. Holds no secret. */
export type Mistake = { readonly path: Path; readonly position: Position; readonly text: string };

/** A mistake before its place in the file is known. */
export type Misfit = { readonly path: Path; readonly at: 'key' | 'value'; readonly text: string };

/** `tenants[0].policy.rpo` */
export const pathWords = (path: Path): string =>
  path.reduce<string>((words, step) => (typeof step === 'number' ? `${words}[${step}]` : words === '' ? step : `${words}.${step}`), '');

const byPlace = (a: Mistake, b: Mistake): number => a.position.line - b.position.line || a.position.column - b.position.column;

const lineOf = (file: string, { path, position, text }: Mistake): string =>
  `  ${file}:${position.line}:${position.column} ${path.length > 0 ? `${pathWords(path)}: ` : ''}${text}`;

/** Every mistake at once, in the order of the file. */
export class ConfigError extends UsageError {
  readonly mistakes: readonly Mistake[];

  constructor(file: string, mistakes: readonly Mistake[], hint = '"vdc-report schema config" prints every key with its meaning.') {
    const sorted = [...mistakes].sort(byPlace);
    const count = sorted.length === 1 ? 'a mistake' : `${sorted.length} mistakes`;
    super('config-mistakes', [`${file} has ${count}; nothing was done:`, ...sorted.map((mistake) => lineOf(file, mistake))].join('\n'), { hint });
    this.name = 'ConfigError';
    this.mistakes = sorted;
  }
}

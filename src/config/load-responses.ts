import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import type { ResponseInput } from '../model/exception.ts';
import { checkResponses } from './check-responses.ts';
import type { TenantConfig } from './config.ts';
import { ConfigError } from './mistake.ts';

/** Tens of thousands of responses. */
const MOST_BYTES = 16 * 2 ** 20;

const HINT = 'The README lists the keys of a response under "Responses to exceptions".';

const unusable = (path: string, why: string, cause?: unknown): UsageError =>
  new UsageError('responses-unreadable', `Responses ${path}: ${why}.`, { hint: 'Check the path after responses in the configuration.', cause });

const readText = async (path: string): Promise<string> => {
  try {
    if ((await stat(path)).size > MOST_BYTES) throw unusable(path, 'the file is larger than 16 MB');
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
    throw unusable(path, code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`, cause);
  }
};

type Sharing = Pick<TenantConfig, 'id' | 'timezone' | 'responses'>;

/**
 * What each of the chosen tenants has answered. `all`: every tenant of the configuration, since several may share a file.
 * Throws UsageError where a file cannot be read, ConfigError with every mistake in it.
 */
export const loadResponses = async (chosen: readonly Sharing[], all: readonly Sharing[]): Promise<ReadonlyMap<string, readonly ResponseInput[]>> => {
  const found = new Map<string, readonly ResponseInput[]>();
  for (const path of new Set(chosen.flatMap(({ responses }) => responses ?? []))) {
    const checked = checkResponses(await readText(path), { tenants: all.filter(({ responses }) => responses === path) });
    if (!checked.ok) throw new ConfigError(path, checked.mistakes, HINT);
    for (const [id, responses] of checked.responses) found.set(id, responses);
  }
  return found;
};

import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { LOCALES } from '../messages/catalogue.ts';
import type { World } from '../world.ts';
import { checkConfig } from './check-config.ts';
import type { Config } from './config.ts';
import { ConfigError } from './mistake.ts';

export const CONFIG_FILES = ['vdc-report.yaml', 'vdc-report.yml', 'vdc-report.json'] as const;

/** Far more than a thousand tenants need. */
const MOST_BYTES = 16 * 2 ** 20;

export type LoadedConfig = { readonly config: Config; readonly notices: readonly string[]; readonly path: string };

const reasonOf = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return (
    { ENOENT: 'there is no such file', EACCES: 'this user may not read it', EISDIR: 'it is a folder' }[code] ??
    `it cannot be read (${code || 'unknown cause'})`
  );
};

const readText = async (path: string): Promise<string> => {
  const bytes = await readFile(path);
  if (bytes.byteLength > MOST_BYTES) throw new UsageError('config-too-large', `Configuration ${path}: it is larger than 16 MB.`);
  return new TextDecoder().decode(bytes);
};

const isMissing = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';

const readNamed = async (path: string): Promise<string> => {
  try {
    return await readText(path);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError('config-unreadable', `Configuration ${path}: ${reasonOf(cause)}.`, { hint: 'Check the path after --config.', cause });
  }
};

const findConfig = async (cwd: string): Promise<{ path: string; text: string }> => {
  for (const name of CONFIG_FILES) {
    const path = resolve(cwd, name);
    const text = await readText(path).catch((cause: unknown) => (isMissing(cause) ? null : readNamed(path)));
    if (text !== null) return { path, text };
  }
  throw new UsageError('no-config', `There is no configuration in ${cwd}: looked for ${CONFIG_FILES.join(', ')}.`, {
    hint: 'Name one with --config FILE, begin one with "vdc-report init", or try "vdc-report demo", which needs none.',
  });
};

/**
 * Finds, reads and checks the configuration. Without `named` it is looked for in the working folder.
 * Throws UsageError where there is none, ConfigError with every mistake in it.
 */
export const loadConfig = async (named: string | undefined, world: Pick<World, 'cwd'>): Promise<LoadedConfig> => {
  const path = named === undefined ? null : resolve(world.cwd, named);
  const found = path === null ? await findConfig(world.cwd) : { path, text: await readNamed(path) };
  const checked = checkConfig(found.text, { folder: dirname(found.path), locales: LOCALES });
  if (!checked.ok) throw new ConfigError(basename(found.path), checked.mistakes);
  return { config: checked.config, notices: checked.notices, path: found.path };
};

import { dirname } from 'node:path';
import type { ProbedArchive } from '../../archive/sqlite/probe.ts';
import type { Config } from '../../config/config.ts';
import { freeSpace } from '../../deliver/try-folder.ts';
import { openArchive, sqliteFile } from '../open-archive.ts';
import { failed, good, notChecked, warning, type CheckResult, type CheckRow } from './check.ts';
import { perform } from './perform.ts';
import { judgeRoom } from './room.ts';

/** Reading every page of a large archive takes its time. */
const LIMIT = 120_000;
const MAKE_ROOM = 'Make room on that disk, or move the archive and name its new place as "archive" in the configuration.';

/** `readable`: it can be opened without changing it, and asked. `absent`: there is none yet. */
export type CheckedArchive = { readonly row: CheckRow; readonly kind: 'readable' | 'absent' | 'unknown' };

const sizeWords = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const wordsOf = (file: string, probed: Exclude<ProbedArchive, { kind: 'busy' }>): string => {
  if (probed.kind === 'absent') return `There is no archive yet; the first collection can begin one as ${file}`;
  const older = probed.current ? '' : '; its older form is brought up to date by the next run';
  return `${file} (${sizeWords(probed.bytes)}) is whole, can be written, and locks hold${older}`;
};

const resultOf = async (file: string, probed: ProbedArchive): Promise<CheckResult> => {
  if (probed.kind === 'busy')
    return warning(
      `${file} is being written by another process, so it could not be tried.`,
      'Run the doctor again when that process is done; if it never is, look for one that hangs.',
    );
  const room = judgeRoom(await freeSpace(dirname(file)));
  const found = `${wordsOf(file, probed)}; ${room.words}.`;
  if (room.state === 'ok') return good(found);
  return room.state === 'warning' ? warning(found, MAKE_ROOM) : failed(found, MAKE_ROOM);
};

const NONE = 'No archive is wanted ("archive: none"): what the source forgets is lost, and no schedule can be kept.';

/** Proves that the archive can be read, written and locked; it stays as it is. */
export const checkArchive = async (config: Config, signal: AbortSignal): Promise<CheckedArchive> => {
  const seen: { kind: CheckedArchive['kind'] } = { kind: 'unknown' };
  const work = async (): Promise<CheckResult> => {
    const file = sqliteFile(config);
    if (file === null) return notChecked(NONE);
    const { probeArchive } = await import('../../archive/sqlite/probe.ts');
    const probed = await probeArchive(file);
    if (probed.kind === 'absent') seen.kind = 'absent';
    if (probed.kind === 'good' && probed.current) seen.kind = 'readable';
    return resultOf(file, probed);
  };
  const row = await perform({ id: 'archive', tenantId: null, limit: LIMIT, work }, signal);
  return { row, kind: seen.kind };
};

/** What the archive knows, where asking it changes nothing; null where it cannot be asked. */
export const askArchive = async <Answer>(
  config: Config,
  { kind }: CheckedArchive,
  ask: (archive: NonNullable<Awaited<ReturnType<typeof openArchive>>>) => Promise<Answer>,
): Promise<Answer | null> => {
  const archive = kind === 'readable' ? await openArchive(config) : null;
  if (archive === null) return null;
  try {
    return await ask(archive);
  } finally {
    await archive.close();
  }
};

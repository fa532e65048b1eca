import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { writeBundle } from '../../../src/deliver/folder.ts';
import { UserError } from '../../../src/errors.ts';
import { inOnePart } from '../../../src/model/bundle-file.ts';

export const NOW = Date.parse('2026-11-01T06:00:00Z');
export const world = { now: NOW, random: Math.random };

export const files = (reportId: string, extra = '') => [
  inOnePart('report.json', Buffer.from(JSON.stringify({ reportId, extra }))),
  { name: 'evidence/0001-jobs.json', parts: [Buffer.from('['), Buffer.from(reportId), Buffer.from(']')] },
];

/** The id in the bundle at `folder`. */
export const idIn = async (folder: string): Promise<unknown> => {
  const parsed: unknown = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'reportId' in parsed ? parsed.reportId : null;
};

/** The code of the UserError that a promise must reject with. */
export const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error('expected a UserError', { cause: error });
  expect(error.message).toMatch(/\.$/);
  return error.code;
};

/** A fresh output folder for each test. */
export const useOutputFolder = () => {
  let root = '';
  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'bundle-')));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  const bundle = (reportId: string, extra = '') => ({ root, tenantId: 'contoso', periodKey: '2026-10', files: files(reportId, extra) });
  const inTenant = (...parts: readonly string[]) => join(root, 'contoso', ...parts);
  return {
    root: () => root,
    bundle,
    inTenant,
    write: (reportId: string, extra = '') => writeBundle(bundle(reportId, extra), world),
    listTenant: async () => (await readdir(inTenant())).toSorted(),
  };
};

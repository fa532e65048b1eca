import { constants, type Stats } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { verdict } from '../model/report-kinds.ts';
import { toIso } from '../model/instant.ts';
import { READABLE, type BundleHead, type BundleProblem, type Readable } from '../model/output-index.ts';
import { MANIFEST_FILE, manifestSchema } from './manifest-schema.ts';

/** Either what a bundle says of itself, or why nothing is said of it. */
export type ReadHead = { readonly head: BundleHead; readonly problem: null } | { readonly head: null; readonly problem: BundleProblem };

/** Bytes: a manifest lists some dozens of files. */
const MOST_MANIFEST = 4 * 1024 * 1024;

/** Bytes of report.json that are looked at, at first and at most: its verdict stands near its beginning. */
const STARTS = [16 * 1024, 512 * 1024] as const;

const { tenant, period, reportId, state, asOf, files } = manifestSchema.shape;
const manifestHead = z.object({ scope: z.literal('bundle'), tenant, period, reportId, state, asOf, files });
const reportHead = z.object({ reportId: z.string(), verdict });

type ManifestHead = z.output<typeof manifestHead>;

class Unreadable extends Error {
  readonly problem: BundleProblem;

  constructor(problem: BundleProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Never through a link, and never waiting for the other end of a pipe. */
const READING = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The first bytes of a plain file, and how many it has altogether. */
const startOf = async (path: string, most: number): Promise<{ readonly start: Buffer; readonly size: number }> => {
  const handle = await open(path, READING);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new Unreadable('link');
    const start = Buffer.alloc(Math.min(most, found.size));
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    return { start: start.subarray(0, bytesRead), size: found.size };
  } finally {
    await handle.close();
  }
};

const parsed = <T>(schema: z.ZodType<T>, text: string, problem: BundleProblem): T => {
  try {
    const read = schema.safeParse(JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // Said below, as of any other text that is not what it should be.
  }
  throw new Unreadable(problem);
};

const missingAs =
  (problem: BundleProblem) =>
  (error: unknown): never => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw isMissing ? new Unreadable(problem) : error;
  };

const manifestOf = async (folder: string): Promise<ManifestHead> => {
  const { start, size } = await startOf(join(folder, MANIFEST_FILE), MOST_MANIFEST).catch(missingAs('no-manifest'));
  if (size > MOST_MANIFEST) throw new Unreadable('bad-manifest');
  return parsed(manifestHead, start.toString(), 'bad-manifest');
};

/** What stands before the figures. A string holds no line break of its own, so that the mark is found in no name. */
const beforeTotals = (start: Buffer): string | null => {
  const end = start.indexOf(',\n  "totals": ');
  return end === -1 ? null : `${start.toString('utf8', 0, end)}\n}`;
};

const reportOf = async (folder: string): Promise<z.output<typeof reportHead>> => {
  for (const most of STARTS) {
    const { start } = await startOf(join(folder, 'report.json'), most).catch(missingAs('other-file'));
    const text = beforeTotals(start);
    if (text !== null) return parsed(reportHead, text, 'bad-report');
  }
  throw new Unreadable('bad-report');
};

/** Those that the manifest lists, of which each must lie there in its size. */
const filesIn = async (folder: string, listed: ManifestHead['files']): Promise<readonly Readable[]> => {
  const sizes = new Map(listed.map(({ name, size }) => [name, size]));
  const there = READABLE.filter((kind) => sizes.has(`report.${kind}`));
  for (const kind of there) {
    const name = `report.${kind}`;
    const found: Stats = await lstat(join(folder, name)).catch(missingAs('other-file'));
    if (!found.isFile() || found.size !== sizes.get(name)) throw new Unreadable('other-file');
  }
  return there;
};

const headIn = async (root: string, tenantId: string, periodKey: string): Promise<BundleHead> => {
  const folder = join(root, tenantId, periodKey);
  if ((await realpath(folder).catch(missingAs('link'))) !== folder) throw new Unreadable('link');
  const manifest = await manifestOf(folder);
  if (manifest.tenant.id !== tenantId || manifest.period.key !== periodKey) throw new Unreadable('elsewhere');
  const there = await filesIn(folder, manifest.files);
  const report = await reportOf(folder);
  if (report.reportId !== manifest.reportId) throw new Unreadable('bad-report');
  return { name: manifest.tenant.name, verdict: report.verdict, state: manifest.state, asOf: toIso(manifest.asOf), files: there };
};

const problemOf = (error: unknown): BundleProblem => {
  if (error instanceof Unreadable) return error.problem;
  if (!(error instanceof Error) || !('code' in error)) throw error;
  return error.code === 'ELOOP' ? 'link' : 'refused';
};

const readOnce = async (...where: readonly [root: string, tenantId: string, periodKey: string]): Promise<ReadHead> => {
  try {
    return { head: await headIn(...where), problem: null };
  } catch (error) {
    return { head: null, problem: problemOf(error) };
  }
};

/**
 * The head of the bundle at `<root>/<tenantId>/<periodKey>`, from its manifest and the beginning of its report.json: sizes are
 * compared, hashes are not. `root` is a real path. Read twice at most: another process may just be exchanging the bundle.
 */
export const readBundleHead = async (root: string, tenantId: string, periodKey: string): Promise<ReadHead> => {
  const first = await readOnce(root, tenantId, periodKey);
  return first.problem === null ? first : readOnce(root, tenantId, periodKey);
};

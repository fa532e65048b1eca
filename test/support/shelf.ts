import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../../src/model/analysis.ts';
import type { Report } from '../../src/model/report.ts';
import { reportJson } from '../../src/render/json.ts';
import { reportFixture } from './report-fixture.ts';

/** Bundles with as much in them as a list of bundles reads. */
export type Shelved = {
  readonly tenantId: string;
  readonly key: string;
  readonly name?: string;
  readonly verdict?: Verdict;
  readonly state?: Report['state'];
  /** Of the report's files, beside report.json. */
  readonly files?: readonly ('report.html' | 'report.pdf')[];
};

const REPORT = reportFixture();
const HASH = '0'.repeat(64);

/** Writes one below `root`; returns its folder. */
export const shelve = async (
  root: string,
  { tenantId, key, name = tenantId, verdict = 'pass', state = 'final', files }: Shelved,
): Promise<string> => {
  const folder = join(root, tenantId, key);
  await mkdir(folder, { recursive: true });
  const json = Buffer.from([...reportJson({ ...REPORT, verdict, state, tenant: { id: tenantId, name } })].join(''));
  const contents = [['report.json', json] as const, ...(files ?? ['report.html', 'report.pdf']).map((file) => [file, Buffer.from(file)] as const)];
  const manifest = {
    scope: 'bundle',
    reportId: REPORT.reportId,
    state,
    tenant: { id: tenantId, name },
    period: { key, from: REPORT.period.from, to: REPORT.period.to, timezone: 'Europe/Berlin' },
    asOf: REPORT.asOf,
    files: contents.map(([file, bytes]) => ({ name: file, size: bytes.length, sha256: HASH })),
  };
  for (const [file, bytes] of contents) await writeFile(join(folder, file), bytes);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
};

import { PDF } from '@libpdf/core';
import { collect, type CollectSource } from '../../../src/collect/collect.ts';
import { readPeriod } from '../../../src/config/period.ts';
import type { BundleFiles } from '../../../src/evidence/bundle.ts';
import type { ManifestFacts } from '../../../src/evidence/manifest.ts';
import { contentManifest, createManifest, writeManifest } from '../../../src/evidence/manifest.ts';
import { pack } from '../../../src/evidence/pack.ts';
import type { VerifyMeans } from '../../../src/evidence/verify.ts';
import { bodyOf } from '../../../src/model/body.ts';
import type { Evidence, Resource } from '../../../src/model/evidence.ts';
import type { ReportInputs } from '../../../src/model/inputs.ts';
import { HOUR, type Instant } from '../../../src/model/instant.ts';
import type { Report } from '../../../src/model/report.ts';
import { gapsCsv } from '../../../src/render/csv/gaps.ts';
import { sessionsCsv } from '../../../src/render/csv/sessions.ts';
import { buildMail } from '../../../src/render/email/mime.ts';
import { reportJson } from '../../../src/render/json.ts';
import { readAttachments } from '../../../src/render/pdf/attach.ts';
import { finishDocument } from '../../../src/render/pdf/document.ts';
import { readSignatures } from '../../../src/render/pdf/read-signatures.ts';
import { reportFrom } from '../../../src/run/report-from.ts';
import { recordsAt } from '../../../src/simulator/lookup.ts';
import type { Route } from '../../../src/simulator/route.ts';
import type { SimulatedWorld } from '../../../src/simulator/wire.ts';
import { createWorld } from '../../../src/simulator/world.ts';
import { documentInfo } from '../../support/document-info.ts';
import { inOnePart, wholeOf, type BundleFile } from '../../../src/model/bundle-file.ts';

export const NOW: Instant = Date.parse('2026-11-02T05:00:00Z');
export const VERSION = '0.0.0';
export const TEMPLATES = 'a'.repeat(64);

const routeOf = (resource: Resource): Route => {
  if (resource.kind === 'jobs') return { endpoint: 'jobs', jobId: null, sessionId: null };
  if (resource.kind === 'sessions') return { endpoint: 'sessions', jobId: resource.jobId, sessionId: null };
  return { endpoint: 'logs', jobId: resource.jobId, sessionId: resource.sessionId };
};

/** The world's records as a source would hand them over; the last job's sessions are refused. */
const sourceOf = (world: SimulatedWorld): CollectSource => {
  const refused = world.jobs.at(-1)?.record.id;
  return {
    fetch: async (resource, round = 0) => {
      const path = `/v1/reports/${resource.kind}?limit=500&odd=%20%3F?`;
      if (resource.kind === 'sessions' && resource.jobId === refused) {
        const failure = { code: 'server-error', request: 'GET /v1/reports/sessions', status: 500, attempts: 4, detail: 'out of order' } as const;
        return { exchanges: [], records: [], failure };
      }
      const records = recordsAt(world, routeOf(resource)) ?? [];
      const body = bodyOf(Buffer.from(JSON.stringify(records)));
      const at = { sentAt: world.now - 20, receivedAt: world.now };
      const headers = { 'content-type': 'application/json', etag: '"1"' };
      return { exchanges: [{ resource, page: 0, round, path, ...at, status: 200, headers, attempts: 1, body }], records, failure: null };
    },
    traffic: () => ({ statuses: { 200: 9, 500: 4 }, retries: 3 }),
  };
};

export const evidenceOf = (seed: number): Promise<Evidence> => {
  const world = createWorld({ name: 'troubled', seed, now: NOW });
  const small = { ...world, jobs: world.jobs.slice(0, 3) };
  const plan = {
    window: readPeriod('2026-10', { timezone: 'Europe/Berlin', now: NOW }),
    logs: 'problems',
    baseUrl: 'https://vdc.example/v1',
  } as const;
  return collect(sourceOf(small), plan, { now: () => NOW }, () => undefined);
};

export const inputsOf = (tenantId = 'contoso'): ReportInputs => ({
  schemaVersion: '1.0',
  tool: { name: 'vdc-report', version: VERSION },
  templates: TEMPLATES,
  tenant: { id: tenantId, name: `${tenantId} Ltd ✓` },
  period: readPeriod('2026-10', { timezone: 'Europe/Berlin', now: NOW }),
  asOf: NOW,
  asOfSource: 'collection',
  policy: {
    name: 'Backup policy 2026, v3',
    rpo: 24 * HOUR,
    grace: 2 * HOUR,
    recoveryPoints: ['success', 'warning'],
    targets: { rpoCompliance: 0.99, successRate: 0.95 },
    persistentAfter: 3,
    cadence: null,
    jobs: [{ match: 'All*', rpo: 12 * HOUR, cadence: { kind: 'every', interval: 12 * HOUR } }],
    waivers: [],
  },
  locale: 'en',
  logs: 'problems',
  paper: 'A4',
  responses: [],
  frameworks: ['iso27001', 'pci'],
  signOff: ['Prepared by ✓'],
  previous: null,
  supersedes: null,
});

const file = (name: string, parts: Iterable<string>): BundleFile => ({ name, parts: Array.from(parts, (part) => Buffer.from(part)) });

export const renderAgain = (report: Report): readonly BundleFile[] => [
  file('report.json', reportJson(report)),
  file('sessions.csv', sessionsCsv(report)),
  file('gaps.csv', gapsCsv(report)),
];

/** A document of one page: what is printed on it is not what is tested here. */
const blankPage = async (): Promise<Uint8Array> => {
  const document = PDF.create();
  document.addPage();
  return document.save();
};

const mailWith = (pdf: Uint8Array, report: Report): Promise<Uint8Array> =>
  buildMail({
    from: { name: null, address: 'reports@contoso.example' },
    to: [{ name: null, address: 'auditor@contoso.example' }],
    cc: [],
    subject: 'Backups',
    html: '<p>Backups</p>',
    text: 'Backups',
    attachments: [{ name: 'report.pdf', type: 'application/pdf', bytes: pdf }],
    date: Date.parse(report.asOf),
    messageId: '<1@contoso.example>',
    listId: 'contoso.example',
  });

export const FACTS: ManifestFacts = {
  node: 'v24.0.0',
  browser: 'none',
  madeBy: { user: 'operator', host: 'host', ci: null },
  previous: null,
  supersedes: null,
  seal: { signature: null, timestamp: false },
};

const json = (name: string, bytes: Uint8Array, relation: 'Data' | 'Supplement') =>
  ({ name, bytes, relation, description: name, type: 'application/json' }) as const;

export type MadeBundle = { readonly bundle: BundleFiles; readonly report: Report; readonly evidence: Evidence; readonly inputs: ReportInputs };

/** A whole bundle as `run` would leave it, but for the printed page. */
export const makeBundle = async (tenantId = 'contoso', seed = 1, facts: ManifestFacts = FACTS): Promise<MadeBundle> => {
  const evidence = await evidenceOf(seed);
  const inputs = inputsOf(tenantId);
  const report = reportFrom(evidence, inputs);
  const packed = await pack(evidence, inputs);
  const content = [...renderAgain(report), ...packed.files];
  const manifestOf = (files: readonly BundleFile[]) => createManifest({ report, inputs, digest: packed.digest, files }, facts);
  const inside = writeManifest(contentManifest(manifestOf(content)));
  const reportBytes = Buffer.from([...reportJson(report)].join(''));
  const info = documentInfo({ date: new Date(inputs.asOf), id: report.reportId.padEnd(32, '0') });
  const attached = [json('report.json', reportBytes, 'Data'), json('manifest.json', inside, 'Supplement')];
  const pdf = await finishDocument({ bytes: await blankPage(), info }, attached);
  const files = [...content, inOnePart('report.pdf', pdf), inOnePart('email.eml', await mailWith(pdf, report))];
  const all = [...files, inOnePart('manifest.json', writeManifest(manifestOf(files)))];
  return { bundle: { kind: 'folder', files: new Map(all.map((each) => [each.name, wholeOf(each)])) }, report, evidence, inputs };
};

export const MEANS: VerifyMeans = {
  reportFrom,
  renderAgain,
  attachmentsOf: readAttachments,
  signaturesOf: readSignatures,
  trustedKeys: [],
  earlier: [],
  toolVersion: VERSION,
  templates: TEMPLATES,
};

/** The same bundle with one file replaced; undefined takes it away. */
export const withFile = ({ kind, files }: BundleFiles, name: string, bytes: Uint8Array | undefined): BundleFiles => {
  const changed = new Map(files);
  if (bytes === undefined) changed.delete(name);
  else changed.set(name, bytes);
  return { kind, files: changed };
};

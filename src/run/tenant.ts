import { analyze } from '../analyze/index.ts';
import { collect } from '../collect/collect.ts';
import type { ReadyTenant } from '../config/config.ts';
import { previousPeriod, readPeriod } from '../config/period.ts';
import { earlierBundle, writeBundle } from '../deliver/folder.ts';
import type { UserError } from '../errors.ts';
import { messagesFor } from '../messages/catalogue.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Period } from '../model/period.ts';
import type { Report } from '../model/report.ts';
import { renderFiles } from '../render/files.ts';
import { compose } from '../report/compose.ts';
import type { RunRequest, TenantOutcome } from './contract.ts';
import { readEvidence } from '../vdc/read/index.ts';
import { createSource } from '../vdc/source.ts';
import type { World } from '../world.ts';
import { deliver, prepareMail } from './mail.ts';
import { missingFrom } from './missing.ts';
import { watchCollection, type Watch } from './progress.ts';
import { sourceOptions } from './source-options.ts';
import type { Tools } from './tools.ts';

const collectEvidence = async (tenant: ReadyTenant, period: Period, world: World, watch: Watch, signal: AbortSignal): Promise<Evidence> => {
  const source = createSource(await sourceOptions(tenant, world.env), world);
  const stop = () => void source.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const plan = { window: { from: period.from, to: period.to }, logs: tenant.report.logs, baseUrl: tenant.baseUrl };
    const evidence = await collect(source, plan, world, watchCollection(watch));
    signal.throwIfAborted();
    return evidence;
  } finally {
    signal.removeEventListener('abort', stop);
    await source.close();
  }
};

/** The pure middle: from the bytes that were collected to the report, by the clock of the evidence alone. */
const composeReport = (tenant: ReadyTenant, period: Period, evidence: Evidence, namedAsOf: number | null, version: string): Report => {
  const { policy, locale } = tenant;
  const asOf = namedAsOf ?? evidence.startedAt;
  const collection = readEvidence(evidence);
  return compose(analyze(collection, { period, asOf, policy }), {
    tool: { name: 'vdc-report', version },
    tenant: { id: tenant.id, name: tenant.name },
    locale,
    policy,
    evidence,
    logs: tenant.report.logs,
    asOfSource: namedAsOf === null ? 'collection' : 'named',
    previous: collection.failure === null ? analyze(collection, { period: previousPeriod(period), asOf, policy }) : null,
    labelOf: messagesFor(locale).periodLabel,
  });
};

/** A report without a job list says only that nothing is known: it does not take the place of one that says more. */
const wouldBury = async (report: Report, out: string): Promise<boolean> =>
  report.findings.some(({ code }) => code === 'job-list-not-collected') &&
  (await earlierBundle({ root: out, tenantId: report.tenant.id, periodKey: report.period.key })) !== null;

const place = async (report: Report, files: readonly { name: string; bytes: Uint8Array }[], out: string, world: World) => {
  const { folder } = await writeBundle(
    { root: out, tenantId: report.tenant.id, periodKey: report.period.key, files },
    { now: world.now(), random: world.random },
  );
  return { folder, files: files.map(({ name }) => ({ name, path: `${folder}/${name}` })) };
};

const KEPT = (report: Report) =>
  `Tenant ${report.tenant.id}: the earlier report of ${report.period.label} was kept, because this run could collect nothing.`;

/** One tenant, from the first request to the last reply of the mail server. */
export const runTenant = async (tenant: ReadyTenant, request: RunRequest, world: World, tools: Tools, watch: Watch): Promise<TenantOutcome> => {
  const { signal, out } = request;
  const period = readPeriod(request.periodText, { timezone: tenant.timezone, now: request.asOf ?? world.now() });
  watch.stage('collect');
  const evidence = await collectEvidence(tenant, period, world, watch, signal);
  watch.stage('analyze');
  const report = composeReport(tenant, period, evidence, request.asOf, world.version);
  watch.stage('render');
  const formats = new Set<string>(request.formats ?? tenant.report.formats);
  const { paper } = tenant.report;
  const rendered = await renderFiles(report, {
    formats,
    paper,
    html: tools.html,
    printer: tools.printerFor(formats),
    onPrint: () => watch.stage('pdf'),
  });
  const mail = await prepareMail(report, tenant, request.smtp, tools.email, rendered.pdf);
  signal.throwIfAborted();
  const about = { tenant: report.tenant, verdict: report.verdict, state: report.state, report, error: null };
  const problem = rendered.problem === null ? [] : [sentenceOf(tenant.id, rendered.problem)];
  if (await wouldBury(report, out))
    return { ...about, folder: null, files: [], missing: [...missingFrom(report), ...problem, KEPT(report)], delivery: 'none' };
  const placed = await place(report, [...rendered.files, { name: 'email.eml', bytes: mail.raw }], out, world);
  signal.throwIfAborted();
  if (request.smtp !== null && mail.to.length > 0) watch.stage('deliver');
  const sent = await deliver(report, mail, request.smtp, signal);
  return { ...about, ...placed, missing: [...missingFrom(report), ...problem, ...sent.missing], delivery: sent.delivery };
};

const sentenceOf = (tenantId: string, error: UserError): string =>
  [`Tenant ${tenantId}: ${error.message}`, error.hint].filter((part) => part !== null).join(' ');

/** What is left when nothing could be made for a tenant. */
export const failedTenant = ({ id, name }: ReadyTenant, error: UserError): TenantOutcome => ({
  tenant: { id, name },
  verdict: null,
  state: null,
  report: null,
  folder: null,
  files: [],
  missing: [],
  error,
  delivery: 'none',
});

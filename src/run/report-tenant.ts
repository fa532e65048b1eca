import type { ReadyTenant } from '../config/config.ts';
import { earlierBundle, writeBundle } from '../deliver/folder.ts';
import type { UserError } from '../errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { ReportInputs } from '../model/inputs.ts';
import type { Report } from '../model/report.ts';
import { renderFiles } from '../render/files.ts';
import type { World } from '../world.ts';
import type { RunRequest, TenantOutcome } from './contract.ts';
import { deliver, prepareMail } from './mail.ts';
import { missingFrom } from './missing.ts';
import type { Watch } from './progress.ts';
import { reportFrom } from './report-from.ts';
import type { Tools } from './tools.ts';

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

const keptSentence = ({ tenant, period }: Report) =>
  `Tenant ${tenant.id}: the earlier report of ${period.label} was kept, because this run could collect nothing.`;

const sentenceOf = (tenantId: string, error: UserError): string =>
  [`Tenant ${tenantId}: ${error.message}`, error.hint].filter((part) => part !== null).join(' ');

export type ReportTask = {
  readonly tenant: ReadyTenant;
  readonly request: RunRequest;
  readonly world: World;
  readonly tools: Tools;
  readonly watch: Watch;
};

/** From what was collected to the last reply of the mail server. */
export const reportTenant = async (
  { tenant, request, world, tools, watch }: ReportTask,
  evidence: Evidence,
  inputs: ReportInputs,
): Promise<TenantOutcome> => {
  const { signal, out, smtp } = request;
  watch.stage('analyze');
  const report = reportFrom(evidence, inputs);
  watch.stage('render');
  const formats = new Set<string>(request.formats ?? tenant.report.formats);
  const print = { printer: tools.printerFor(formats), onPrint: () => watch.stage('pdf') };
  const rendered = await renderFiles(report, { formats, paper: inputs.paper, html: tools.html, ...print });
  const mail = await prepareMail(report, tenant, smtp, tools.email, rendered.pdf);
  signal.throwIfAborted();
  const about = { tenant: report.tenant, verdict: report.verdict, state: report.state, report, error: null };
  const missing = [...missingFrom(report), ...(rendered.problem === null ? [] : [sentenceOf(tenant.id, rendered.problem)])];
  if (await wouldBury(report, out)) return { ...about, folder: null, files: [], missing: [...missing, keptSentence(report)], delivery: 'none' };
  const placed = await place(report, [...rendered.files, { name: 'email.eml', bytes: mail.raw }], out, world);
  signal.throwIfAborted();
  if (smtp !== null && mail.to.length > 0) watch.stage('deliver');
  const sent = await deliver(report, mail, smtp, signal);
  return { ...about, ...placed, missing: [...missing, ...sent.missing], delivery: sent.delivery };
};

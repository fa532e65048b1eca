import type { ReadyTenant } from '../config/config.ts';
import { earlierBundle, writeBundle } from '../deliver/folder.ts';
import type { UserError } from '../errors.ts';
import type { Evidence } from '../model/evidence.ts';
import type { ReportInputs } from '../model/inputs.ts';
import { isListUnread } from '../model/is-list-unread.ts';
import type { Report } from '../model/report.ts';
import { concerning } from '../report/exceptions.ts';
import { renderFiles } from '../render/files.ts';
import type { PrintedDocument } from '../render/pdf/document.ts';
import type { World } from '../world.ts';
import type { RunRequest, TenantOutcome } from './contract.ts';
import { disclose, FULL_DISCLOSURE, type Disclosure } from './disclosure.ts';
import { deliver, prepareMail } from './mail.ts';
import { missingFrom, unsealedFrom } from './missing.ts';
import type { Watch } from './progress.ts';
import { reportFrom } from './report-from.ts';
import { openBundle, type OpenBundle } from './seal.ts';
import { chainLink, noteReport, successionOf } from './series.ts';
import type { Tools } from './tools.ts';

/** A report without a job list says only that nothing is known: it does not take the place of one that says more. */
const wouldBury = async (report: Report, out: string): Promise<boolean> =>
  isListUnread(report) && (await earlierBundle({ root: out, tenantId: report.tenant.id, periodKey: report.period.key })) !== null;

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

/** The report, with what it replaces in the place where it will lie. */
const composeIn = async (out: string, evidence: Evidence, asked: ReportInputs, disclosure: Disclosure) => {
  const whole = reportFrom(evidence, asked);
  const draft = disclose(whole, evidence, disclosure);
  const succession = await successionOf(draft, out);
  // What is replaced enters no figure and no id: it is only shown.
  return {
    report: { ...draft, supersedes: succession.inputs },
    // The archive keeps names, so that the next report finds its jobs again.
    noted: { ...whole, reportId: draft.reportId },
    inputs: { ...asked, responses: concerning(asked.responses, whole.exceptions, asked.period), supersedes: succession.inputs },
    supersedes: succession.manifest,
  };
};

/** The PDF as it leaves the house, if one was printed, and why it is not signed although it should be. */
const carried = async (bundle: OpenBundle, printed: PrintedDocument | null) => {
  if (printed === null) return { pdf: null, unsigned: null };
  const { bytes, problem } = await bundle.carry(printed);
  return { pdf: bytes, unsigned: problem };
};

/** From what was collected to the last reply of the mail server. */
export const reportTenant = async (task: ReportTask, evidence: Evidence, asked: ReportInputs): Promise<TenantOutcome> => {
  const { tenant, request, world, tools, watch } = task;
  const { signal, out, smtp } = request;
  watch.stage('analyze');
  const disclosure = request.disclosures.get(tenant.id) ?? FULL_DISCLOSURE;
  const { report, noted, inputs, supersedes } = await composeIn(out, evidence, asked, disclosure);
  watch.stage('render');
  const formats = new Set<string>(request.formats ?? tenant.report.formats);
  const printer = tools.printerFor(formats);
  const rendered = await renderFiles(report, { formats, paper: inputs.paper, html: tools.html, printer, onPrint: () => watch.stage('pdf') });
  const about = { tenant: report.tenant, verdict: report.verdict, state: report.state, report, error: null };
  const missing = [...missingFrom(report), ...(rendered.problem === null ? [] : [sentenceOf(tenant.id, rendered.problem)])];
  if (await wouldBury(report, out)) return { ...about, folder: null, files: [], missing: [...missing, keptSentence(report)], delivery: 'none' };
  const previous = await chainLink(tools.archive, tenant.id, report.reportId);
  const browser = rendered.pdf === null || printer === null ? null : (await printer.about()).version;
  const content = { report, inputs, evidence, withEvidence: disclosure.evidence, files: rendered.files };
  const bundle = openBundle(content, tools.seal, { previous, supersedes, browser });
  const { pdf, unsigned } = await carried(bundle, rendered.pdf);
  const mail = await prepareMail(report, tenant, smtp, tools.email, pdf);
  const carriers = [...(pdf === null ? [] : [{ name: 'report.pdf', bytes: pdf }]), { name: 'email.eml', bytes: mail.raw }];
  const { files, manifest, unstamped } = await bundle.close(carriers, signal);
  const unsealed = unsealedFrom(report, { unsigned, unstamped });
  signal.throwIfAborted();
  const placed = await place(report, files, out, world);
  await noteReport(tools.archive, noted, inputs, manifest, world.now());
  signal.throwIfAborted();
  if (smtp !== null && mail.to.length > 0) watch.stage('deliver');
  const sent = await deliver(report, mail, smtp, signal);
  return { ...about, ...placed, missing: [...missing, ...unsealed, ...sent.missing], delivery: sent.delivery };
};

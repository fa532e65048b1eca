import { earlierBundle, writeBundle } from '../deliver/folder.ts';
import type { UserError } from '../errors.ts';
import { inOnePart, type BundleFile } from '../model/bundle-file.ts';
import { isListUnread } from '../model/is-list-unread.ts';
import type { Report } from '../model/report.ts';
import { renderFiles } from '../render/files.ts';
import type { PrintedDocument } from '../render/pdf/document.ts';
import type { World } from '../world.ts';
import type { TenantOutcome } from './contract.ts';
import type { Draft } from './draft.ts';
import { prepareMail } from './mail.ts';
import { missingFrom, unsealedFrom } from './missing.ts';
import { deliver } from './outbox/deliver.ts';
import type { ReportTask } from './report-task.ts';
import { openBundle, type OpenBundle } from './seal.ts';
import { chainLink, noteReport } from './series.ts';
import { standingIn, type Standing } from './standing.ts';

/** A report without a job list says only that nothing is known: it does not take the place of one that says more. */
const wouldBury = (report: Report, earlier: Standing | null): boolean => isListUnread(report) && earlier !== null;

const inPlace = async (report: Report, out: string): Promise<Standing | null> =>
  standingIn(await earlierBundle({ root: out, tenantId: report.tenant.id, periodKey: report.period.key }));

const place = async (report: Report, files: readonly BundleFile[], out: string, world: World) => {
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

/** The PDF as it leaves the house, if one was printed, and why it is not signed although it should be. */
const carried = async (bundle: OpenBundle, printed: PrintedDocument | null) => {
  if (printed === null) return { pdf: null, signedBy: null, unsigned: null };
  const { bytes, signed, problem } = await bundle.carry(printed);
  return { pdf: bytes, signedBy: signed, unsigned: problem };
};

/** From the report to the last reply of the mail server. */
export const reportTenant = async (task: ReportTask, draft: Draft): Promise<TenantOutcome> => {
  const { tenant, request, world, tools, watch } = task;
  const { signal, out, smtp } = request;
  const { report, noted, inputs, packed, knownAt } = draft;
  watch.stage('render');
  const rendering = tools.rendering(tenant.report.templates);
  const formats = new Set<string>(request.formats ?? tenant.report.formats);
  const printer = tools.printerFor(formats);
  const rendered = await renderFiles(report, {
    formats,
    paper: inputs.paper,
    branding: inputs.branding,
    html: rendering.html,
    printer,
    onPrint: () => watch.stage('pdf'),
  });
  const outcome = { tenant: report.tenant, verdict: report.verdict, state: report.state, report, error: null };
  const missing = [...missingFrom(report), ...(rendered.problem === null ? [] : [sentenceOf(tenant.id, rendered.problem)])];
  const earlier = await inPlace(report, out);
  if (wouldBury(report, earlier)) return { ...outcome, folder: null, files: [], missing: [...missing, keptSentence(report)], delivery: 'none' };
  const previous = await chainLink(tools.archive, tenant.id, report.reportId);
  const browser = rendered.pdf === null || printer === null ? null : (await printer.about()).version;
  const content = { report, inputs, packed, files: rendered.files, knownAt };
  const bundle = openBundle(content, tools.seal, { previous, supersedes: inputs.supersedes, browser, standing: earlier });
  const { pdf, signedBy, unsigned } = await carried(bundle, rendered.pdf);
  const about = { report, branding: inputs.branding };
  const mail = await prepareMail(about, tenant, smtp, rendering.email, pdf);
  const carriers = [...(pdf === null ? [] : [inOnePart('report.pdf', pdf)]), inOnePart('email.eml', mail.raw)];
  const { files, manifest, unstamped } = await bundle.close({ files: carriers, signedBy }, signal);
  const unsealed = unsealedFrom(report, { unsigned, unstamped });
  signal.throwIfAborted();
  const placed = await place(report, files, out, world);
  await noteReport(tools.archive, noted, inputs, manifest, world.now());
  signal.throwIfAborted();
  const operators = { email: { to: request.config.operators, cc: [], bcc: [], domains: null } };
  const forOperators = () => prepareMail({ ...about, heldBack: true }, operators, smtp, rendering.email, pdf);
  const sent = await deliver(task, report, { mail, forOperators });
  return { ...outcome, ...placed, missing: [...missing, ...unsealed, ...sent.missing], delivery: sent.delivery };
};

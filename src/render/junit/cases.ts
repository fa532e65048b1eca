import { isListUnread } from '../../model/is-list-unread.ts';
import { isListUnsure } from '../../model/is-list-unsure.ts';
import { SEVERITIES, type Finding, type FindingCode } from '../../model/finding.ts';
import type { ReportJob } from '../../model/report.ts';
import { bySeverity } from '../../report/rank.ts';
import { findingView, noJobs, say, type ViewContext } from '../html/view/context.ts';

/** `failure`: a target is missed. `error`: nothing can be said, which is no pass. `skipped`: there is nothing to judge. */
export type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string; readonly text: string }
  | { readonly kind: 'skipped'; readonly text: string };

export type TestCase = { readonly name: string; readonly classname: string; readonly outcome: Outcome };

type Target = {
  readonly met: (job: ReportJob) => boolean | null;
  readonly name: (context: ViewContext) => string;
  /** The figure that missed its target. */
  readonly figure: (context: ViewContext, job: ReportJob) => string;
  /** The findings that say why. */
  readonly reasons: ReadonlySet<FindingCode>;
};

const TARGETS: readonly Target[] = [
  {
    met: ({ targetsMet }) => targetsMet.rpoCompliance,
    name: ({ m }) => m.labels.rpoCompliance,
    figure: ({ m, f }, { rpo, targets }) => m.junit.missed(f.percent(rpo.ratio), m.labels.target(f, targets.rpoCompliance)),
    reasons: new Set(['never-protected', 'rpo-gap', 'rpo-not-achievable', 'runs-failed', 'runs-missed']),
  },
  {
    met: ({ targetsMet }) => targetsMet.successRate,
    name: ({ m }) => m.labels.successfulBackups,
    figure: ({ m, f }, { success, targets }) => m.junit.missed(f.percent(success.ratio), m.labels.target(f, targets.successRate)),
    reasons: new Set(['success-target-missed', 'runs-failed', 'runs-missed']),
  },
];

const isNote = ({ severity }: Finding): boolean => severity === SEVERITIES.at(-1);

const sentences = (context: ViewContext, findings: readonly Finding[]): string =>
  bySeverity(findings)
    .filter((finding) => !isNote(finding))
    .map((finding) => {
      const { title, text, advice, code } = findingView(context, finding);
      return [title, text, advice, `(${code})`].filter((part) => part !== '').join(' ');
    })
    .join('\n');

const jobOutcome = (context: ViewContext, job: ReportJob, target: Target): Outcome => {
  const { m } = context;
  if (job.verdict === 'not-applicable') return { kind: 'skipped', text: m.junit.disabled };
  if (job.verdict === 'not-evaluable')
    return { kind: 'error', type: job.verdict, message: m.junit.notProven, text: sentences(context, job.findings) };
  const met = target.met(job);
  if (met === null) return { kind: 'skipped', text: m.labels.noTarget };
  if (met) return { kind: 'passed' };
  const reasons = job.findings.filter(({ code }) => target.reasons.has(code));
  return { kind: 'failure', type: 'target-missed', message: target.figure(context, job), text: sentences(context, reasons) };
};

/** A list that is empty, or of which not everything could be read, is no pass, although no job of it fails. */
const listOutcome = (context: ViewContext): Outcome => {
  const { report, m } = context;
  const text = sentences(context, report.findings);
  if (report.totals.jobs.enabled === 0 || isListUnread(report)) {
    const message = report.jobs.length === 0 ? say(noJobs(context)) : m.headline(report, context.f);
    return { kind: 'error', type: 'no-jobs', message, text };
  }
  if (isListUnsure(report)) return { kind: 'error', type: 'not-evaluable', message: m.headline(report, context.f), text };
  return { kind: 'passed' };
};

/** Servers read a full stop in a class name as the end of a package. */
const inClassName = (text: string): string => text.replaceAll('.', '_');

/** One case for the list of jobs, and one a job and target, worst first. */
export const casesOf = (context: ViewContext): readonly TestCase[] => {
  const { report, m, names } = context;
  const tenant = inClassName(report.tenant.id);
  const list = { name: m.junit.jobList, classname: tenant, outcome: listOutcome(context) };
  const ofJob = (job: ReportJob): readonly TestCase[] =>
    TARGETS.map((target) => ({
      name: target.name(context),
      classname: `${tenant}.${inClassName(names.of(job.id))}`,
      outcome: jobOutcome(context, job, target),
    }));
  return [list, ...report.jobs.flatMap(ofJob)];
};

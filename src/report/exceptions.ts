import { DateTime } from 'luxon';
import type { Analysis } from '../model/analysis.ts';
import type { JobException } from '../model/job-exception.ts';
import type { ExceptionCode, ResponseInput } from '../model/exception.ts';
import type { Finding } from '../model/finding.ts';
import type { ReportInputs } from '../model/inputs.ts';
import { MINUTE, toIso, toIsoOrNull, type Instant } from '../model/instant.ts';
import type { Report, ReportJob } from '../model/report.ts';
import { sha256 } from '../model/sha256.ts';
import { toSecondsOrNull } from './rates.ts';

type Row = Report['exceptions'][number];
type Draft = Omit<Row, 'response'> & { readonly jobName: string | null };
/** What a response can name an exception by. */
type Named = Pick<Draft, 'id' | 'code' | 'jobId' | 'jobName' | 'from'>;

const DIGITS = 8;

/** The same facts give the same id in every report, so that tickets can quote it. */
export const exceptionId = (tenantId: string, jobId: string | null, code: ExceptionCode, from: Instant): string =>
  `EX-${sha256(JSON.stringify([tenantId, jobId, code, from])).slice(0, DIGITS)}`;

const draftOf = (tenantId: string, job: { readonly id: string; readonly name: string } | null, exception: JobException): Draft => {
  const { code, from, to, open, length, success, waived } = exception;
  return {
    id: exceptionId(tenantId, job?.id ?? null, code, from),
    code,
    jobId: job?.id ?? null,
    jobName: job?.name ?? null,
    from: toIso(from),
    to: toIso(to),
    open,
    seconds: toSecondsOrNull(length),
    success: success && { ...success },
    waived: {
      effect: waived.effect,
      seconds: toSecondsOrNull(waived.length),
      success: waived.success && { ...waived.success },
      waiverIds: [...waived.ids],
    },
  };
};

/** What nobody can say of the tenant as a whole. */
const tenantExceptions = ({ failure, issues, period, cutoff }: Analysis): JobException[] => {
  const code = failure !== null ? 'job-list-not-collected' : issues.some((issue) => issue.code === 'unreadable-job') ? 'records-unreadable' : null;
  const waived = { effect: 'none', length: null, success: null, ids: [] } as const;
  return code === null ? [] : [{ code, from: period.from, to: Math.max(period.from, cutoff), open: false, length: null, success: null, waived }];
};

const minute = (instant: Instant): number => Math.floor(instant / MINUTE);

/** How closely a response names an exception: 3 by its id, 2 by its beginning, 1 by its period, 0 not at all. */
const closeness = ({ exception, job, code, from, period }: ResponseInput, draft: Named, periodKey: string): number => {
  if (exception !== null) return exception === draft.id ? 3 : 0;
  const about = code === draft.code && (job === draft.jobId || job === draft.jobName);
  if (!about) return 0;
  if (from !== null) return minute(from) === minute(Date.parse(draft.from)) ? 2 : 0;
  return period === periodKey ? 1 : 0;
};

/** The closest response; of equally close ones the first. */
const closest = (responses: readonly ResponseInput[], draft: Draft, periodKey: string): ResponseInput | null => {
  const [best] = responses
    .map((response) => ({ response, close: closeness(response, draft, periodKey) }))
    .filter(({ close }) => close > 0)
    .toSorted((a, b) => b.close - a.close);
  return best?.response ?? null;
};

const responseRow = ({ owner, ticket, cause, due, done }: ResponseInput, today: string): NonNullable<Row['response']> => ({
  owner,
  ticket,
  cause,
  due,
  done,
  overdue: due !== null && done === null && due < today,
});

/** It names this period or an instant in it, and should therefore have been about one of its exceptions. */
const claimsPeriod = ({ exception, from, period }: ResponseInput, asked: ReportInputs['period']): boolean =>
  exception === null && (from === null ? period === asked.key : asked.from <= from && from < asked.to);

/** It names one of these exceptions: the one rule by which a response belongs to an exception. */
const fits = (response: ResponseInput, exceptions: readonly Named[], { key }: ReportInputs['period']): boolean =>
  exceptions.some((exception) => closeness(response, exception, key) > 0);

/** Of all that a tenant has ever answered, what one report depends on: what fits, and what should have. */
export const concerning = (
  responses: readonly ResponseInput[],
  { exceptions, jobs }: { readonly exceptions: readonly Omit<Named, 'jobName'>[]; readonly jobs: readonly Pick<ReportJob, 'id' | 'name'>[] },
  period: ReportInputs['period'],
): readonly ResponseInput[] => {
  const names = new Map(jobs.map(({ id, name }) => [id, name]));
  const named = exceptions.map((exception) => ({ ...exception, jobName: exception.jobId === null ? null : (names.get(exception.jobId) ?? null) }));
  return responses.filter((response) => claimsPeriod(response, period) || fits(response, named, period));
};

const unusedFindings = ({ job, code, from }: ResponseInput): Finding[] =>
  code === null ? [] : [{ code: 'response-unused', severity: 'low', jobId: null, args: { job, code, from: toIsoOrNull(from) } }];

export type Register = {
  readonly rows: Report['exceptions'];
  readonly counts: Report['register'];
  /** Those that this report depends on. */
  readonly responses: readonly ResponseInput[];
  readonly findings: readonly Finding[];
};

/** The exception register: what somebody should answer for, in the order of `jobs`, with what was answered. */
export const registerOf = (analysis: Analysis, jobs: readonly ReportJob[], inputs: ReportInputs): Register => {
  const { tenant, period, asOf, responses } = inputs;
  const analysed = new Map(analysis.jobs.map((job) => [job.job.id, job.exceptions]));
  const drafts = [
    ...tenantExceptions(analysis).map((exception) => draftOf(tenant.id, null, exception)),
    ...jobs.flatMap((job) => (analysed.get(job.id) ?? []).map((exception) => draftOf(tenant.id, job, exception))),
  ];
  const today = DateTime.fromMillis(asOf, { zone: period.timezone }).toFormat('yyyy-MM-dd');
  const chosen = drafts.map((draft) => closest(responses, draft, period.key));
  const rows = drafts.map(({ jobName: _name, ...draft }, index): Row => {
    const response = chosen[index] ?? null;
    return { ...draft, response: response && responseRow(response, today) };
  });
  const unused = responses.filter((response) => claimsPeriod(response, period) && !fits(response, drafts, period));
  return {
    rows,
    counts: {
      total: rows.length,
      excused: rows.filter(({ waived }) => waived.effect === 'excused').length,
      unanswered: rows.filter(({ waived, response }) => response === null && waived.effect !== 'excused').length,
      overdue: rows.filter(({ response }) => response?.overdue === true).length,
    },
    responses: concerning(responses, { exceptions: rows, jobs }, period),
    findings: unused.flatMap(unusedFindings),
  };
};

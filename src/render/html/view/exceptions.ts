import type { ExceptionCode } from '../../../model/exception.ts';
import type { Report } from '../../../model/report.ts';
import { foremost } from './foremost.ts';
import { say, type ViewContext } from './context.ts';

export type ExceptionRow = {
  readonly id: string;
  readonly what: string;
  readonly job: string;
  readonly when: string;
  readonly raw: string;
  readonly adjusted: string;
  readonly waivers: string;
  readonly excused: boolean;
  readonly answered: boolean;
  readonly owner: string;
  readonly details: string;
  readonly cause: string;
  readonly overdue: boolean;
};

export type WaiverRow = {
  readonly id: string;
  readonly job: string;
  readonly interval: string;
  readonly reason: string;
  readonly approved: string;
  readonly state: string;
};

export type ExceptionsView = {
  readonly summary: string;
  readonly overdue: string;
  readonly rows: readonly ExceptionRow[];
  /** How many are left out, and where they are; empty where all are shown. */
  readonly more: string;
  readonly waivers: readonly WaiverRow[];
};

type Exception = Report['exceptions'][number];

const WHOLE_PERIOD: ReadonlySet<ExceptionCode> = new Set([
  'job-list-not-collected',
  'records-unreadable',
  'not-evaluable',
  'rpo-not-achievable',
  'success-target-missed',
]);

const whenOf = ({ report, m, f }: ViewContext, { code, jobId, from, to, open }: Exception): string => {
  if (WHOLE_PERIOD.has(code)) return m.register.wholePeriod;
  if (!open) return `${f.moment(from)} – ${f.moment(to)}`;
  const madeGood = report.jobs.find(({ id }) => id === jobId)?.recoveredAfter !== null;
  return `${f.moment(from)}, ${madeGood ? m.labels.openAtEnd : m.labels.stillOpen}`;
};

const responseOf = ({ m, f }: ViewContext, response: Exception['response']) => {
  if (response === null) return { answered: false, owner: '', details: '', cause: '', overdue: false };
  const { owner, ticket, cause, due, done, overdue } = response;
  const dated =
    done !== null
      ? m.register.doneOn(f.calendarDate(done))
      : due === null
        ? m.register.noDue
        : overdue
          ? m.register.overdue(f.calendarDate(due))
          : m.register.dueOn(f.calendarDate(due));
  return { answered: true, owner: say(owner), details: [...(ticket === null ? [] : [say(ticket)]), dated].join(' · '), cause: say(cause), overdue };
};

const exceptionRow = (context: ViewContext, exception: Exception): ExceptionRow => {
  const { m, f, names } = context;
  const { id, code, jobId, seconds, success, waived, response } = exception;
  return {
    id,
    what: m.register.names[code],
    job: jobId === null ? m.register.tenantAsWhole : names.of(jobId),
    when: whenOf(context, exception),
    raw: m.register.amount(f, seconds, success),
    adjusted: m.register.left(f, waived),
    waivers: say(f.list(waived.waiverIds)),
    excused: waived.effect === 'excused',
    ...responseOf(context, response),
  };
};

const waiverRow = ({ m, f }: ViewContext, waiver: Report['waivers'][number]): WaiverRow => ({
  id: say(waiver.id),
  job: say(waiver.job),
  interval: `${f.moment(waiver.from)} – ${f.moment(waiver.to)}`,
  reason: say(waiver.reason),
  approved: say(m.register.approvedBy(waiver.approver, f.date(waiver.approvedAt))),
  state: [
    ...waiver.states.map((state) => m.register.states[state]),
    ...(waiver.expires === null ? [] : [m.register.expires(f.date(waiver.expires))]),
  ].join(', '),
});

const OVERDUE_NAMES = 8;

/** What is overdue first, then what has no length, then the longest. */
const weightOf = ({ response, seconds }: Exception): number => (response?.overdue === true ? Number.MAX_VALUE : (seconds ?? Number.MAX_SAFE_INTEGER));

/** Every exception with what was answered, or with room for an answer; then the waivers. */
export const exceptionsView = (context: ViewContext): ExceptionsView => {
  const { report, m, f } = context;
  const late = report.exceptions
    .filter(({ response }) => response?.overdue === true)
    .map(({ id, response }) => say(`${id} (${response?.owner ?? ''})`));
  const { shown, omitted } = foremost(report.exceptions, weightOf);
  return {
    summary: m.register.summary(f, report.register),
    overdue: late.length === 0 ? '' : m.register.overdueNames(f, late.slice(0, OVERDUE_NAMES), Math.max(0, late.length - OVERDUE_NAMES)),
    rows: shown.map((exception) => exceptionRow(context, exception)),
    more: omitted > 0 ? m.register.more(f, shown.length, omitted) : '',
    waivers: report.waivers.map((waiver) => waiverRow(context, waiver)),
  };
};

/** The second verdict, where waivers make it another one; else empty. */
export const adjustedLine = ({ report, m }: ViewContext): string =>
  report.adjustedVerdict === report.verdict ? '' : m.register.adjustedVerdict(m.verdicts[report.adjustedVerdict]);

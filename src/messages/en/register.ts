import type { WaiverState } from '../../model/analysis.ts';
import type { ExceptionCode } from '../../model/exception.ts';
import type { Report } from '../../model/report.ts';
import type { Format } from '../format.ts';
import { counted } from './plural.ts';

type Exception = Report['exceptions'][number];
type Success = NonNullable<Exception['success']>;

const NAMES: Readonly<Record<ExceptionCode, string>> = {
  'job-list-not-collected': 'List of jobs not collected',
  'records-unreadable': 'Records of the list of jobs unreadable',
  'not-evaluable': 'Not evaluable',
  'never-protected': 'No recovery point at all',
  'rpo-gap': 'RPO gap',
  'rpo-not-achievable': 'Objective out of reach of the schedule',
  'runs-failed': 'Failure not yet made good',
  'success-target-missed': 'Target of successful backups missed',
};

const shares = (f: Format, { succeeded, due, basis }: Success): string =>
  `${f.integer(succeeded)} of ${f.integer(due)} ${basis === 'runs' ? 'runs' : 'due'}`;

/** What an exception amounts to, before or after waivers; empty where it has no measure. */
const amount = (f: Format, seconds: number | null, success: Success | null): string => {
  if (success !== null) return shares(f, success);
  return seconds === null ? '' : f.longDuration(seconds);
};

const left = (f: Format, { effect, seconds, success }: Exception['waived']): string => {
  if (effect === 'none') return 'no waiver';
  if (effect === 'reduced') return `${amount(f, seconds, success)}${success === null ? ' left' : ''}`;
  return success === null ? 'excused' : `${amount(f, seconds, success)}, excused`;
};

const summary = (f: Format, { total, excused, unanswered, overdue }: Report['register']): string =>
  [
    unanswered === total && total > 1
      ? `None of ${counted(f, total, 'exception')} has a response.`
      : `${f.integer(unanswered)} of ${counted(f, total, 'exception')} without a response.`,
    excused === 0 ? '' : `${f.integer(excused)} excused by waivers and in need of none.`,
    overdue === 0 ? '' : `${counted(f, overdue, 'response')} overdue.`,
  ]
    .filter((part) => part !== '')
    .join(' ');

const STATES: Readonly<Record<WaiverState, string>> = {
  used: 'used',
  unused: 'not needed',
  expired: 'expired',
  retrospective: 'approved after the fact',
};

/** The exception register, and the waivers beside it. */
export const register = {
  heading: 'Exceptions and responses',
  lead: 'What somebody should answer for: every RPO gap, a failure that was not made good, a missed target of successful backups, and whatever could not be evaluated. An id stays the same whenever the report is made again.',
  none: 'No exception: no gap, no open failure, no missed target, nothing that could not be evaluated.',
  summary,
  overdueNames: (f: Format, names: readonly string[], more: number): string =>
    `Overdue: ${f.list(more > 0 ? [...names, `${f.integer(more)} more`] : names)}.`,
  more: (f: Format, shown: number, omitted: number): string =>
    `These are the ${f.integer(shown)} longest. ${counted(f, omitted, 'further exception')} ${omitted === 1 ? 'stands' : 'stand'} in report.json.`,
  columns: { exception: 'Exception', job: 'Job', raw: 'Raw', adjusted: 'With waivers', response: 'Response' },
  names: NAMES,
  amount,
  left,
  wholePeriod: 'whole period',
  tenantAsWhole: 'all jobs',
  owner: 'Owner',
  ticket: 'Ticket',
  cause: 'Cause',
  due: 'Due',
  doneOn: (day: string): string => `done ${day}`,
  dueOn: (day: string): string => `due ${day}`,
  overdue: (day: string): string => `overdue since ${day}`,
  noDue: 'no due date',
  waivers: 'Waivers',
  waiversLead: 'Approved exceptions change the adjusted result only. The raw one stands as it was measured.',
  waiverColumns: { id: 'Waiver', job: 'Jobs', interval: 'From, to', reason: 'Reason', approved: 'Approved', state: 'State' },
  approvedBy: (approver: string, day: string): string => `${approver}, ${day}`,
  expires: (day: string): string => `expires ${day}`,
  states: STATES,
  adjustedVerdict: (word: string): string => `With approved waivers: ${word}`,
  adjustedJob: (word: string, ratio: string): string => `with waivers: ${word}, ${ratio}`,
};

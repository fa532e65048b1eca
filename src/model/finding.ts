import { z } from 'zod';
import { EXCEPTION_CODES } from './exception.ts';
import { objectsDrop, volumeDrop } from './report-objects.ts';

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

const instant = z.iso.datetime({ precision: 3 });
const seconds = z.number();
const count = z.number().int().nonnegative();
const text = z.string();

/** Every finding there is, with the arguments its wording needs. Instants are ISO texts, durations seconds. */
export const FINDING_ARGS = {
  'never-protected': z.object({
    since: instant,
    runs: count,
    knownBefore: z.boolean().describe('a session from before the cutoff is known'),
    historyFrom: instant.nullable().describe('where none is: the start of the first known session; null: none is known at all'),
  }),
  'rpo-gap': z.object({
    count,
    longestSeconds: seconds,
    from: instant,
    to: instant,
    peakSeconds: seconds.nullable(),
    totalSeconds: seconds,
    open: z.boolean(),
    recoveredAfter: instant.nullable().describe('an open gap: when the first recovery point after the cutoff became available'),
    cause: z.object({ failedRuns: count, missedRuns: count, reason: text.nullable() }),
  }),
  'rpo-not-achievable': z.object({ neededSeconds: seconds, allowedSeconds: seconds }),
  'success-target-missed': z.object({ succeeded: count, due: count, target: z.number() }),
  'runs-failed': z.object({
    runs: count,
    late: count,
    incidents: count,
    open: count,
    first: instant,
    last: instant,
    recoveredAfter: instant.nullable().describe('an open incident: when the first recovery point after the cutoff became available'),
    reason: text.nullable(),
  }),
  'runs-missed': z.object({ count, first: instant, last: instant, suspected: z.boolean() }),
  'duration-outlier': z.object({ count, serious: count, longestSeconds: seconds, medianSeconds: seconds, start: instant }),
  'objects-failing': z.object({
    count,
    never: count.describe('those of count without a success in the period'),
    names: z.array(text),
    reason: text.nullable(),
    sessions: count,
  }),
  'objects-dropped': objectsDrop,
  'volume-dropped': volumeDrop,
  'unknown-status': z.object({ count, outside: count.describe('sessions outside the period'), words: z.array(text) }),
  'run-open': z.object({ count, since: instant }),
  'end-unreadable': z.object({ count }),
  'records-unreadable': z.object({ count }),
  'fields-mistyped': z.object({ count, fields: z.array(text) }),
  duplicates: z.object({ count, conflicting: count }),
  'job-not-collected': z.object({
    failure: text,
    request: text,
    status: z.number().nullable(),
    attempts: count,
    detail: text.nullable(),
    known: z.boolean(),
  }),
  'logs-not-collected': z.object({ count, failure: text, detail: text.nullable() }),
  'log-lines-unreadable': z.object({ count }),
  'last-run-not-in-sessions': z.object({ lastRun: instant }),
  'last-status-mismatch': z.object({ lastStatus: text, lastRun: instant }),
  'history-may-be-truncated': z.object({ sessions: count.describe('in the list as a whole') }),
  'left-censored': z.object({ measuredFrom: instant }),
  'job-gone': z.object({ lastSeen: instant }),
  'job-disabled': z.object({ lastRun: instant.nullable() }),
  'job-list-not-collected': z.object({ failure: text, request: text, status: z.number().nullable(), attempts: count, detail: text.nullable() }),
  'collection-failed': z.object({
    failure: text,
    request: text,
    status: z.number().nullable(),
    attempts: count,
    detail: text.nullable(),
    asOf: instant,
  }),
  'job-list-may-be-truncated': z.object({ jobs: count }),
  'no-jobs': z.object({}),
  'no-enabled-jobs': z.object({ disabled: count }),
  provisional: z.object({ openRuns: count, periodOpen: z.boolean() }),
  hindsight: z.object({ asOf: instant, since: instant }),
  'policy-loosened': z.object({ keys: z.array(text), since: text }),
  'waiver-expired': z.object({ id: text, expires: instant }),
  'waiver-unused': z.object({ id: text }),
  'response-unused': z.object({ job: text.nullable(), code: z.enum(EXCEPTION_CODES), from: instant.nullable() }),
  'waiver-retrospective': z.object({ id: text, approvedAt: instant, from: instant }),
} as const;

export type FindingCode = keyof typeof FINDING_ARGS;
export type FindingArgs = { readonly [Code in FindingCode]: z.infer<(typeof FINDING_ARGS)[Code]> };

/** A code with arguments; the words are in `messages`. */
export type Finding = {
  readonly [Code in FindingCode]: {
    readonly code: Code;
    readonly severity: Severity;
    readonly jobId: string | null;
    readonly args: FindingArgs[Code];
  };
}[FindingCode];

const variant = <Code extends FindingCode>(code: Code) =>
  z.object({ code: z.literal(code), severity: z.enum(SEVERITIES), jobId: z.string().nullable(), args: FINDING_ARGS[code] });

const codes = Object.keys(FINDING_ARGS) as [FindingCode, ...FindingCode[]];

/** Reads a finding back; the union is built from `FINDING_ARGS`, so that no code can be forgotten. */
export const findingSchema = z.union(codes.map(variant)) as unknown as z.ZodType<Finding>;

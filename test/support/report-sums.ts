import type { ReportJob } from '../../src/model/report.ts';
import type { StatusClass } from '../../src/model/session.ts';

/** The arithmetic behind hand-made reports, simpler than the product's. */

type ReportSession = ReportJob['sessions'][number];
type Runs = ReportJob['runs'];

export const ratioOf = (numerator: number, denominator: number): number | null => (denominator === 0 ? null : numerator / denominator);
export const rateOf = (numerator: number, denominator: number) => ({ numerator, denominator, ratio: ratioOf(numerator, denominator) });
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const runsOf = (sessions: readonly ReportSession[]): Runs => {
  const count = (wanted: StatusClass): number => sessions.filter((session) => session.class === wanted).length;
  return {
    total: sessions.length,
    success: count('success'),
    warning: count('warning'),
    failed: count('failed'),
    stopped: count('stopped'),
    running: count('running'),
    unknown: count('unknown'),
  };
};

export const successRateOf = (runs: Runs): ReportJob['successRate'] => {
  const ended = runs.total - runs.running - runs.unknown;
  return { strict: rateOf(runs.success, ended), lenient: rateOf(runs.success + runs.warning, ended) };
};

/** As the verdict has it: slots where there are any, else the lenient rate. */
export const successOf = (slots: ReportJob['slots'], { lenient }: ReportJob['successRate']): ReportJob['success'] =>
  slots !== null && slots.due > 0
    ? { succeeded: slots.succeeded, due: slots.due, ratio: slots.ratio, basis: 'slots' }
    : { succeeded: lenient.numerator, due: lenient.denominator, ratio: lenient.ratio, basis: 'runs' };

export const reaches = (ratio: number | null, target: number): boolean | null => (ratio === null ? null : ratio >= target);

/** What a job says of its objects and its volume where no log was read. */
export const noVolume = (runs: number): Pick<ReportJob, 'objectCounts' | 'transferredBytes' | 'transfer'> => ({
  objectCounts: { runs, logsRead: 0, newest: null, found: null, excluded: null, walked: null, processed: null, drop: null },
  transferredBytes: null,
  transfer: null,
});

export const durationsOf = (sessions: readonly ReportSession[]): ReportJob['durations'] => {
  const seconds = sessions.flatMap((session) => (session.recoveryPoint ? (session.durationSeconds ?? []) : [])).toSorted((a, b) => a - b);
  return {
    count: seconds.length,
    meanSeconds: ratioOf(sum(seconds), seconds.length),
    medianSeconds: seconds[Math.floor((seconds.length - 1) / 2)] ?? null,
    p95Seconds: null,
    maxSeconds: seconds.at(-1) ?? null,
    vendorAverageSeconds: 91,
    outliers: [],
  };
};

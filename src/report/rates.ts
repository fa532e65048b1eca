import type { RecoveryTimes } from '../model/analysis.ts';
import type { ReportJob } from '../model/report.ts';

/** Milliseconds to the seconds of report.json. */
export const toSeconds = (milliseconds: number): number => milliseconds / 1000;

export const toSecondsOrNull = (milliseconds: number | null): number | null => (milliseconds === null ? null : milliseconds / 1000);

export const difference = (now: number | null, before: number | null): number | null => (now === null || before === null ? null : now - before);

export const recoveryRow = ({ closed, open, mean, max }: RecoveryTimes): ReportJob['recovery'] => ({
  closed,
  open,
  meanSeconds: toSecondsOrNull(mean),
  maxSeconds: toSecondsOrNull(max),
});

import { rateOf } from './ratio.ts';
import type { Rate, RunCounts } from '../model/analysis.ts';
import type { Session, StatusClass } from '../model/session.ts';

const none = (): Record<StatusClass, number> => ({ success: 0, warning: 0, failed: 0, stopped: 0, running: 0, unknown: 0 });

/** Sessions by class, and in total. */
export const countRuns = (sessions: readonly Session[]): RunCounts => {
  const counts = none();
  for (const session of sessions) counts[session.statusClass] += 1;
  return { ...counts, total: sessions.length };
};

export const addRuns = (all: readonly RunCounts[]): RunCounts => {
  const sum = { ...none(), total: 0 };
  for (const runs of all) {
    sum.success += runs.success;
    sum.warning += runs.warning;
    sum.failed += runs.failed;
    sum.stopped += runs.stopped;
    sum.running += runs.running;
    sum.unknown += runs.unknown;
    sum.total += runs.total;
  }
  return sum;
};

/** Strict: clean successes only. Lenient: warnings too. Both of the terminal runs. */
export const successRates = (runs: RunCounts): { readonly strict: Rate; readonly lenient: Rate } => {
  const terminal = runs.total - runs.running;
  return { strict: rateOf(runs.success, terminal), lenient: rateOf(runs.success + runs.warning, terminal) };
};

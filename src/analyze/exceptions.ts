import { coveredLength, totalLength, unionWithin, type Interval } from './intervals.ts';
import type { ExceptionCode } from '../model/exception.ts';
import type { JobAnalysis } from '../model/analysis.ts';
import type { JobException } from '../model/job-exception.ts';
import type { Waiver } from '../model/policy.ts';

type Judged = Omit<JobAnalysis, 'exceptions'>;

type Waived = JobException['waived'];

const NOT_WAIVED: Waived = { effect: 'none', length: null, success: null, ids: [] };

/** Time that counts against the job, with what waivers leave of it. */
const timed = (code: ExceptionCode, span: Interval, parts: readonly Interval[], open: boolean, waivers: readonly Waiver[]): JobException => {
  const length = totalLength(parts);
  const applied = waivers.filter((waiver) => parts.some((part) => coveredLength([waiver], part) > 0));
  const excused = unionWithin(applied, span);
  const left = length - parts.reduce((sum, part) => sum + coveredLength(excused, part), 0);
  const effect = applied.length === 0 ? 'none' : left === 0 ? 'excused' : 'reduced';
  return { code, ...span, open, length, success: null, waived: { effect, length: left, success: null, ids: applied.map(({ id }) => id) } };
};

const gapExceptions = ({ rpo, unachievable }: Judged, waivers: readonly Waiver[]): JobException[] => {
  const { gaps, measuredFrom, measuredTo } = rpo;
  const open = gaps.some((gap) => gap.open);
  // Thirty gaps of a schedule that cannot meet its objective have one answer.
  if (unachievable && !rpo.neverProtected && gaps.length > 0)
    return [timed('rpo-not-achievable', { from: measuredFrom, to: measuredTo }, gaps, open, waivers)];
  const code = rpo.neverProtected ? 'never-protected' : 'rpo-gap';
  return gaps.map((gap) => timed(code, { from: gap.from, to: gap.to }, [gap], gap.open, waivers));
};

/** One that waits for somebody, and that no open gap already tells of. */
const incidentExceptions = ({ incidents, rpo, beyond }: Judged, waivers: readonly Waiver[]): JobException[] =>
  incidents
    .filter(({ recoveredAt, late, runs }) => recoveredAt === null && late < runs)
    .filter(() => beyond.recoveredAfter === null && !rpo.gaps.some((gap) => gap.open))
    .map(({ from, length }) => ({ from, to: from + length }))
    .map((span) => timed('runs-failed', span, [span], true, waivers));

const successWaived = ({ adjusted, policy, success }: Judged): Waived => {
  if (adjusted === null) return NOT_WAIVED;
  const { ratio, due, succeeded } = adjusted.success;
  if (ratio === null || ratio >= policy.targets.successRate)
    return { effect: 'excused', length: null, success: adjusted.success, ids: adjusted.waiverIds };
  const same = due === success.due && succeeded === success.succeeded;
  return same ? NOT_WAIVED : { effect: 'reduced', length: null, success: adjusted.success, ids: adjusted.waiverIds };
};

const successExceptions = (job: Judged, { from, to }: Interval): JobException[] =>
  job.targetsMet.successRate === false
    ? [{ code: 'success-target-missed', from, to, open: false, length: null, success: job.success, waived: successWaived(job) }]
    : [];

/**
 * What somebody should answer for: of a job that cannot be evaluated just that, since no waiver makes the unknown known and what is
 * known may be wrong; else every gap, an open incident, and a missed target of success. `window`: up to the cutoff.
 */
export const exceptionsOf = (job: Judged, waivers: readonly Waiver[], window: Interval): readonly JobException[] => {
  if (job.verdict === 'not-applicable') return [];
  if (job.verdict === 'not-evaluable') return [{ code: 'not-evaluable', ...window, open: false, length: null, success: null, waived: NOT_WAIVED }];
  return [...gapExceptions(job, waivers), ...incidentExceptions(job, waivers), ...successExceptions(job, window)];
};

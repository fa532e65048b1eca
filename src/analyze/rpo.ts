import { exposureOf, worstExposure } from './exposure.ts';
import type { Frame } from './frame.ts';
import { gapsOf } from './gaps.ts';
import { measuredInterval } from './measured-interval.ts';
import { ratioOf } from './ratio.ts';
import type { RecoveryPoint } from './recovery-points.ts';
import type { Gap, Rpo } from '../model/analysis.ts';
import type { JobPolicy } from '../model/policy.ts';
import type { Session } from '../model/session.ts';

const lengthOf = (gaps: readonly Gap[]): number => gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0);

/** Exposure, gaps and compliance over the measured interval. `points` are in the order of availability. */
export const rpoOf = (known: readonly Session[], points: readonly RecoveryPoint[], policy: JobPolicy, frame: Frame): Rpo => {
  const measured = measuredInterval(known, points, frame);
  const limit = policy.rpo + policy.grace;
  const length = measured.to - measured.from;
  const { spans, cycles, since } = exposureOf(points, measured, limit);
  const gaps = gapsOf(spans, limit, measured.to);
  const compliant = length - lengthOf(gaps);
  return {
    measuredFrom: measured.from,
    measuredTo: measured.to,
    measured: length,
    compliant,
    ratio: ratioOf(compliant, length),
    worst: worstExposure(spans),
    current: length === 0 || since === null ? null : measured.to - since,
    leftCensored: measured.leftCensored,
    neverProtected: length > 0 && points.length === 0,
    cycles,
    gaps,
    exposure: spans,
  };
};

/** Of a job that could not be collected: nothing measured, nothing claimed. */
export const unmeasured = (frame: Frame): Rpo => ({
  measuredFrom: frame.from,
  measuredTo: frame.from,
  measured: 0,
  compliant: 0,
  ratio: null,
  worst: null,
  current: null,
  leftCensored: false,
  neverProtected: false,
  cycles: { within: 0, total: 0 },
  gaps: [],
  exposure: [],
});

import type { ExposureSpan, Gap } from '../model/analysis.ts';
import type { Instant } from '../model/instant.ts';

/** The part of a span in which the exposure exceeds `limit`, or null. */
const overLimit = (span: ExposureSpan, limit: number): Gap | null => {
  const from = span.since === null ? span.from : Math.max(span.from, span.since + limit);
  if (from >= span.to) return null;
  return { from, to: span.to, open: false, peak: span.since === null ? null : span.to - span.since };
};

const join = (first: Gap, second: Gap): Gap => ({
  from: first.from,
  to: second.to,
  open: false,
  peak: first.peak === null || second.peak === null ? null : Math.max(first.peak, second.peak),
});

/** The recovery point that opens `span` brings data that is itself too old. */
const goesOn = (span: ExposureSpan, limit: number): boolean => span.since === null || span.since + limit < span.from;

/** Each maximal stretch with an exposure over `limit` (rpo + grace, in milliseconds), ascending. */
export const gapsOf = (spans: readonly ExposureSpan[], limit: number, cutoff: Instant): readonly Gap[] => {
  const gaps: Gap[] = [];
  for (const span of spans) {
    const gap = overLimit(span, limit);
    if (gap === null) continue;
    const previous = gaps.at(-1);
    if (previous?.to === span.from && goesOn(span, limit)) gaps[gaps.length - 1] = join(previous, gap);
    else gaps.push(gap);
  }
  const last = gaps.at(-1);
  if (last?.to === cutoff) gaps[gaps.length - 1] = { ...last, open: true };
  return gaps;
};

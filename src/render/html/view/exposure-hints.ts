import type { ReportJob } from '../../../model/report.ts';
import { exposureX } from '../../../report/charts/exposure.ts';
import { hintsOf, type ViewContext } from './context.ts';

/** Of a job that runs every few minutes only what needs a look is told. */
const MAX_HINTS = 200;

type Hint = { readonly at: string; readonly text: string };

const runHints = ({ m, f }: ViewContext, { sessions }: ReportJob): Hint[] => {
  const told = sessions.length <= MAX_HINTS ? sessions : sessions.filter(({ class: kind }) => kind !== 'success').slice(0, MAX_HINTS);
  return told.map(({ start, class: kind, durationSeconds }) => ({
    at: start,
    text: [f.moment(start), m.statuses[kind], ...(durationSeconds === null ? [] : [f.duration(durationSeconds)])].join(' · '),
  }));
};

const missedHints = ({ m, f }: ViewContext, { missedRuns }: ReportJob): Hint[] =>
  (missedRuns?.expected ?? []).slice(0, MAX_HINTS).map((at) => ({ at, text: `${f.moment(at)} · ${m.outcomes.missed}` }));

const gapHints = ({ m, f }: ViewContext, { rpo }: ReportJob): Hint[] =>
  rpo.gaps.slice(0, MAX_HINTS).map(({ to, peakSeconds }) => ({
    at: to,
    text: `${f.moment(to)} · ${m.labels.peak} ${peakSeconds === null ? m.labels.unbounded : f.duration(peakSeconds)}`,
  }));

/** The runs of a job, the missed ones and the peaks of its gaps, in the order of time. */
export const exposureHints = (context: ViewContext, job: ReportJob): string => {
  const x = exposureX(context.report.period);
  const hints = [...runHints(context, job), ...missedHints(context, job), ...gapHints(context, job)];
  return hintsOf(hints.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))).map(({ at, text }) => [x(at), text]));
};

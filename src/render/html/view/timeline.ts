import { DateTime } from 'luxon';
import type { Report, ReportJob } from '../../../model/report.ts';
import { exposureChart, type ExposureChart } from '../../../report/charts/exposure.ts';
import type { ViewContext } from './context.ts';
import { successCount } from './jobs.ts';

type ChartView = Omit<ExposureChart, 'peaks' | 'yTicks' | 'xTicks'> & {
  readonly peaks: readonly { readonly x: number; readonly y: number; readonly anchor: string; readonly text: string }[];
  readonly yTicks: readonly { readonly y: number; readonly text: string }[];
  readonly xTicks: readonly { readonly x: number; readonly text: string }[];
  readonly rpoText: string;
  readonly rpoTextY: number;
  readonly runsText: string;
  readonly runsTextY: number;
};

export type TimelineJob = {
  readonly name: string;
  readonly verdict: ReportJob['verdict'];
  readonly verdictWord: string;
  readonly facts: readonly { readonly label: string; readonly value: string; readonly bad: boolean }[];
  readonly chart: ChartView | null;
  readonly reading: string;
};

/** Troubled jobs get room; the others a strip. */
const TALL = 168;
const LOW = 96;

const startsOf = ({ days }: ReportJob, zone: string): string[] =>
  days.map(({ date }) => DateTime.fromISO(date, { zone }).toUTC().toISO() ?? `${date}T00:00:00.000Z`);

const chartView = (context: ViewContext, job: ReportJob, days: readonly string[]): ChartView => {
  const { report, m, f } = context;
  const chart = exposureChart(job, report.period, days, job.rpo.gaps.length > 0 ? TALL : LOW);
  const { targetSeconds, graceSeconds } = job.rpo;
  return {
    ...chart,
    peaks: chart.peaks.map(({ x, y, anchor, seconds, at }) => ({ x, y, anchor, text: `${f.duration(seconds)}, ${f.moment(at)}` })),
    yTicks: chart.yTicks.map(({ y, seconds }) => ({ y: y + 2.6, text: f.hours(seconds) })),
    xTicks: chart.xTicks.map(({ x, at }) => ({ x, text: f.day(at) })),
    rpoText:
      graceSeconds > 0 ? m.labels.rpoLine(f.objective(targetSeconds), f.objective(graceSeconds)) : m.labels.rpoLineAlone(f.objective(targetSeconds)),
    rpoTextY: chart.rpoY - 4,
    runsText: m.labels.runsAxis,
    runsTextY: chart.runsY + 2.6,
  };
};

const facts = (context: ViewContext, job: ReportJob): TimelineJob['facts'] => {
  const { m, f } = context;
  const { rpo, success, targetsMet } = job;
  const unbounded = rpo.measuredSeconds > 0 && rpo.worstSeconds === null;
  const known = [
    { label: m.labels.rpoCompliance, value: f.percent(rpo.ratio), bad: targetsMet.rpoCompliance === false },
    { label: m.labels.worstExposure, value: unbounded ? m.labels.unbounded : f.duration(rpo.worstSeconds), bad: rpo.gaps.length > 0 },
    { label: m.labels.succeeded, value: successCount(context, success), bad: targetsMet.successRate === false },
  ];
  return job.verdict === 'not-evaluable' ? known.map(({ label }) => ({ label, value: m.labels.unknown, bad: false })) : known;
};

const readingOf = ({ m, f, names }: ViewContext, { id, rpo, verdict }: ReportJob): string => {
  if (rpo.measuredSeconds === 0) return m.labels.nothingToDraw;
  if (verdict === 'not-evaluable') return m.labels.exposureUnknown(names.of(id));
  const worst = rpo.worstSeconds === null ? m.labels.unbounded : f.duration(rpo.worstSeconds);
  return m.labels.exposureReading(names.of(id), f.percent(rpo.ratio), worst, m.labels.gapCount(f, rpo.gaps.length));
};

const timelineJob = (context: ViewContext, job: ReportJob, days: readonly string[]): TimelineJob => {
  const { m, names } = context;
  return {
    name: names.of(job.id),
    verdict: job.verdict,
    verdictWord: m.verdicts[job.verdict],
    facts: facts(context, job),
    chart: job.rpo.measuredSeconds > 0 ? chartView(context, job, days) : null,
    reading: readingOf(context, job),
  };
};

const shown = ({ enabled, rpo }: Report['jobs'][number]) => enabled || rpo.gaps.length === 0;

/** One strip a job: exposure, objective, gaps and runs on one time axis. */
export const timelineView = (context: ViewContext): TimelineJob[] => {
  const [first] = context.report.jobs;
  const days = first ? startsOf(first, context.report.period.timezone) : [];
  return context.report.jobs.filter(shown).map((job) => timelineJob(context, job, days));
};

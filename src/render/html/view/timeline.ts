import { DateTime } from 'luxon';
import type { Report, ReportJob } from '../../../model/report.ts';
import { exposureChart, type ExposureChart } from '../../../report/charts/exposure.ts';
import type { ViewContext } from './context.ts';

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
  const hours = (seconds: number) => `${f.integer(seconds / 3600)} h`;
  return {
    ...chart,
    peaks: chart.peaks.map(({ x, y, anchor, seconds, at }) => ({ x, y, anchor, text: `${f.duration(seconds)}, ${f.moment(at)}` })),
    yTicks: chart.yTicks.map(({ y, seconds }) => ({ y: y + 2.6, text: hours(seconds) })),
    xTicks: chart.xTicks.map(({ x, at }) => ({ x, text: f.day(at) })),
    rpoText:
      graceSeconds > 0 ? m.labels.rpoLine(f.objective(targetSeconds), f.objective(graceSeconds)) : m.labels.rpoLineAlone(f.objective(targetSeconds)),
    rpoTextY: chart.rpoY - 4,
    runsText: m.labels.runsAxis,
    runsTextY: chart.runsY + 2.6,
  };
};

const facts = ({ m, f }: ViewContext, job: ReportJob): TimelineJob['facts'] => {
  const { rpo, slots } = job;
  const unbounded = rpo.measuredSeconds > 0 && rpo.worstSeconds === null;
  return [
    { label: m.labels.rpoCompliance, value: f.percent(rpo.ratio), bad: rpo.ratio !== null && rpo.ratio < job.targets.rpoCompliance },
    { label: m.labels.worstExposure, value: unbounded ? m.labels.unbounded : f.duration(rpo.worstSeconds), bad: rpo.gaps.length > 0 },
    {
      label: m.labels.succeeded,
      value: slots ? `${f.integer(slots.succeeded)} / ${f.integer(slots.due)}` : f.none,
      bad: slots?.ratio !== null && slots?.ratio !== undefined && slots.ratio < job.targets.successRate,
    },
  ];
};

const timelineJob = (context: ViewContext, job: ReportJob, days: readonly string[]): TimelineJob => {
  const { m, f, names } = context;
  const name = names.of(job.id);
  const measured = job.rpo.measuredSeconds > 0;
  const worst = job.rpo.worstSeconds === null ? m.labels.unbounded : f.duration(job.rpo.worstSeconds);
  return {
    name,
    verdict: job.verdict,
    verdictWord: m.verdicts[job.verdict],
    facts: facts(context, job),
    chart: measured ? chartView(context, job, days) : null,
    reading: measured
      ? m.labels.exposureReading(name, f.percent(job.rpo.ratio), worst, m.labels.gapCount(f, job.rpo.gaps.length))
      : m.labels.nothingToDraw,
  };
};

const shown = ({ enabled, rpo }: Report['jobs'][number]) => enabled || rpo.gaps.length === 0;

/** One strip a job: exposure, objective, gaps and runs on one time axis. */
export const timelineView = (context: ViewContext): TimelineJob[] => {
  const [first] = context.report.jobs;
  const days = first ? startsOf(first, context.report.period.timezone) : [];
  return context.report.jobs.filter(shown).map((job) => timelineJob(context, job, days));
};

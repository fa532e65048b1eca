import { DateTime } from 'luxon';
import type { ReportJob } from '../../../model/report.ts';
import { exposureChart, type ChartDay, type ExposureChart } from '../../../report/charts/exposure.ts';
import { smallExposure, type SmallExposure } from '../../../report/charts/small-exposure.ts';
import type { ViewContext } from './context.ts';
import { exposureHints } from './exposure-hints.ts';
import { exposureWords, objectiveWords } from './exposure-words.ts';
import { successCount } from './jobs.ts';

type ChartView = Omit<ExposureChart, 'peaks' | 'yTicks' | 'xTicks'> & {
  readonly peaks: readonly { readonly x: number; readonly y: number; readonly anchor: string; readonly text: string }[];
  readonly yTicks: readonly { readonly y: number; readonly text: string }[];
  readonly xTicks: readonly { readonly x: number; readonly text: string }[];
  readonly rpoText: string;
  readonly rpoTextY: number;
  readonly runsText: string;
  readonly runsTextY: number;
  readonly hints: string;
};

export type TimelineJob = {
  readonly name: string;
  readonly verdict: ReportJob['verdict'];
  readonly verdictWord: string;
  readonly facts: readonly { readonly label: string; readonly value: string; readonly bad: boolean }[];
  readonly chart: ChartView | null;
  readonly reading: string;
};

export type SmallView = Omit<TimelineJob, 'facts' | 'chart'> & {
  readonly worst: TimelineJob['facts'][number];
  readonly succeeded: TimelineJob['facts'][number];
  readonly chart: SmallExposure | null;
};

export type TimelineView = {
  readonly strips: readonly TimelineJob[];
  readonly smallHeading: string;
  readonly smallLead: string;
  readonly small: readonly SmallView[];
  /** How lines of very many teeth are to be read; empty where there are none. */
  readonly tipsNote: string;
  /** Empty: all jobs are drawn. */
  readonly rest: string;
  /** Where the marks are run by run; empty where nothing is drawn. */
  readonly runByRun: string;
};

/** So few that each gets a strip of its own, trouble or none. */
const FEW_JOBS = 3;

/** Troubled jobs get room; the others a strip. */
const TALL = 168;
const LOW = 96;

const startsOf = ({ days }: ReportJob, zone: string): ChartDay[] =>
  days.map(({ date }) => ({ date, at: DateTime.fromISO(date, { zone }).toUTC().toISO() ?? `${date}T00:00:00.000Z` }));

const chartView = (context: ViewContext, job: ReportJob, days: readonly ChartDay[]): ChartView => {
  const { report, m, f } = context;
  const chart = exposureChart(job, report.period, days, job.rpo.gaps.length > 0 ? TALL : LOW);
  return {
    ...chart,
    peaks: chart.peaks.map(({ x, y, anchor, seconds, at }) => ({ x, y, anchor, text: `${f.duration(seconds)}, ${f.moment(at)}` })),
    yTicks: chart.yTicks.map(({ y, seconds }) => ({ y: y + 2.6, text: f.hours(seconds) })),
    xTicks: chart.xTicks.map(({ x, at }) => ({ x, text: f.day(at) })),
    rpoText: objectiveWords(context, job.rpo),
    rpoTextY: chart.rpoY - 4,
    runsText: m.labels.runsAxis,
    runsTextY: chart.runsY + 2.6,
    hints: exposureHints(context, job),
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

const timelineJob = (context: ViewContext, job: ReportJob, days: readonly ChartDay[]): TimelineJob => {
  const { m, names } = context;
  return {
    name: names.of(job.id),
    verdict: job.verdict,
    verdictWord: m.verdicts[job.verdict],
    facts: facts(context, job),
    chart: job.rpo.measuredSeconds > 0 ? chartView(context, job, days) : null,
    reading: exposureWords(context, job),
  };
};

const shown = ({ enabled, rpo }: ReportJob) => enabled || rpo.gaps.length === 0;

const needsRoom = ({ verdict, rpo }: ReportJob) => verdict === 'fail' || verdict === 'not-evaluable' || rpo.gaps.length > 0;

/** A reader compares a dozen large charts; more of them share small ones. */
const MAX_STRIPS = 12;
/** Three columns on one page. */
const MAX_SMALL = 36;

/** Nearest to its objective first. */
const strain = ({ rpo }: ReportJob): number => (rpo.worstSeconds ?? Infinity) / (rpo.targetSeconds + rpo.graceSeconds);

const smallView = (context: ViewContext, job: ReportJob): SmallView => {
  const { report, m, f, names } = context;
  const [, worst, succeeded] = facts(context, job);
  return {
    name: names.of(job.id),
    verdict: job.verdict,
    verdictWord: m.verdicts[job.verdict],
    worst: worst ?? { label: '', value: f.none, bad: false },
    succeeded: succeeded ?? { label: '', value: f.none, bad: false },
    chart: job.rpo.measuredSeconds > 0 ? smallExposure(job, report.period) : null,
    reading: exposureWords(context, job),
  };
};

const restLine = ({ m, f }: ViewContext, rest: readonly ReportJob[]): string => {
  if (rest.length === 0) return '';
  return rest.some(needsRoom) ? m.charts.notDrawnWithGaps(f, rest.length) : m.charts.notDrawn(f, rest.length);
};

/** Large strips for jobs in trouble, small multiples for the others: exposure, objective, gaps and runs on one time axis. */
export const timelineView = (context: ViewContext): TimelineView => {
  const { report, m, f } = context;
  const [first] = report.jobs;
  const days = first ? startsOf(first, report.period.timezone) : [];
  const jobs = report.jobs.filter(shown);
  const large = (jobs.length <= FEW_JOBS ? jobs : jobs.filter(needsRoom)).slice(0, MAX_STRIPS);
  const others = jobs.filter((job) => !large.includes(job));
  const ranked = others.toSorted((a, b) => Number(needsRoom(b)) - Number(needsRoom(a)) || strain(b) - strain(a));
  const drawn = new Set(ranked.slice(0, MAX_SMALL));
  const lastDay = new Date(Date.parse(report.period.to) - 1).toISOString();
  const strips = large.map((job) => timelineJob(context, job, days));
  const small = others.filter((job) => drawn.has(job)).map((job) => smallView(context, job));
  return {
    strips,
    smallHeading: others.some(needsRoom) ? m.charts.otherJobs : m.charts.jobsWithoutGap,
    smallLead: m.charts.smallLead(f.day(report.period.from), f.day(lastDay)),
    small,
    tipsNote: [...strips, ...small].some(({ chart }) => chart?.dense) ? m.labels.tipsNote : '',
    rest: restLine(context, ranked.slice(MAX_SMALL)),
    runByRun: [...strips, ...small].some(({ chart }) => chart !== null) ? m.charts.runByRun : '',
  };
};

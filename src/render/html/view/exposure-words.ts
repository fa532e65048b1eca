import type { ReportJob } from '../../../model/report.ts';
import { RUN_KINDS, runKind } from '../../../report/charts/run-kind.ts';
import { isolated } from '../../right-to-left.ts';
import type { ViewContext } from './context.ts';

export const objectiveWords = ({ m, f }: ViewContext, { targetSeconds, graceSeconds }: ReportJob['rpo']): string =>
  graceSeconds > 0 ? m.labels.rpoLine(f.objective(targetSeconds), f.objective(graceSeconds)) : m.labels.rpoLineAlone(f.objective(targetSeconds));

/** The marks below the line, by what they say. */
const runsOf = ({ m, f }: ViewContext, { sessions, missedRuns }: ReportJob): string => {
  const counts = Map.groupBy(sessions, runKind);
  const words = { ...m.outcomes, failed: m.charts.withoutPoint, unknown: m.statuses.unknown };
  const texts = RUN_KINDS.flatMap((kind) => {
    const count = counts.get(kind)?.length ?? 0;
    if (count === 0) return [];
    return [kind === 'success' ? m.labels.outcomeCount(f, kind, count) : `${f.integer(count)} ${words[kind]}`];
  });
  const missed = missedRuns?.expected.length ?? 0;
  const all = missed === 0 ? texts : [...texts, m.labels.outcomeCount(f, 'missed', missed)];
  return all.length === 0 ? m.charts.noRunsDrawn : m.charts.runsDrawn(f.list(all));
};

const exposureOf = (context: ViewContext, { id, rpo, verdict }: ReportJob): string => {
  const { m, f, names } = context;
  const [name, objective, gaps] = [isolated(names.of(id)), objectiveWords(context, rpo), m.labels.gapCount(f, rpo.gaps.length)];
  if (verdict === 'not-evaluable') return m.labels.exposureUnknown(name, objective, gaps);
  const worst = rpo.worstSeconds === null ? m.labels.unbounded : f.duration(rpo.worstSeconds);
  return m.labels.exposureReading(name, objective, f.percent(rpo.ratio), worst, gaps);
};

/** What a chart of exposure shows, for whoever does not see it. */
export const exposureWords = (context: ViewContext, job: ReportJob): string =>
  job.rpo.measuredSeconds === 0 ? context.m.labels.nothingToDraw : `${exposureOf(context, job)} ${runsOf(context, job)}`;

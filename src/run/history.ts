import type { Archive, NotedReport } from '../archive/archive.ts';
import { previousPeriod } from '../config/period.ts';
import { LONGEST_HISTORY, pastFigures } from '../model/history.ts';
import type { History } from '../model/inputs.ts';
import type { Instant } from '../model/instant.ts';
import type { Period } from '../model/period.ts';

/** The calendar's periods before this one, the oldest first. */
const periodsBefore = (period: Period): readonly Period[] => {
  const found: Period[] = [];
  for (let at = previousPeriod(period); found.length < LONGEST_HISTORY; at = previousPeriod(at)) found.unshift(at);
  return found;
};

/** Null where the report was noted before figures were. */
const readPast = ({ reportId, asOf, facts }: NotedReport): History[number]['report'] => {
  const figures = pastFigures.safeParse(facts['figures']);
  return figures.success ? { reportId, asOf, ...figures.data } : null;
};

/**
 * The periods before this one, from the first of which a report is known: a period without one stands there all the same. Of an
 * instant: as it was known then.
 */
export const historyOf = async (archive: Archive | null, tenantId: string, period: Period, asOf: Instant | null): Promise<History> => {
  if (archive === null) return [];
  const before = periodsBefore(period);
  const noted = await archive.counting(
    tenantId,
    before.map(({ key }) => key),
    asOf === null ? {} : { before: asOf + 1 },
  );
  const known = new Map(noted.map((report) => [report.period.key, readPast(report)]));
  const all = before.map((each) => ({ period: each, report: known.get(each.key) ?? null }));
  const first = all.findIndex(({ report }) => report !== null);
  return first === -1 ? [] : all.slice(first);
};

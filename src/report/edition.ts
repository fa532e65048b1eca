import { createHash } from 'node:crypto';
import type { Report } from '../model/report.ts';

/** The same text for the same content, in whatever order its keys came: a report that was read back is the one that was composed. */
const spelled = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(spelled).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${spelled(each)}`)
    .join(',')}}`;
};

/**
 * What a report says, as a hash: the same for two reports of which a reader would say that they are the same, whenever and from
 * however many answers they were made. Nobody gets the same edition twice.
 */
export const editionOf = (report: Report): string => {
  const { tenant, period, locale, redaction, state, policy, verdict, adjustedVerdict, totals, days, findings, exceptions, waivers } = report;
  const { from, to, timezone } = period;
  const hash = createHash('sha256');
  const about = { tenant, from, to, timezone, locale, redaction, state, policy, verdict, adjustedVerdict };
  hash.update(spelled({ ...about, totals, days, findings, exceptions, waivers }));
  // One by one: the jobs of a large report are no text that anybody should hold.
  for (const job of report.jobs) hash.update(spelled(job));
  return hash.digest('hex').slice(0, 32);
};

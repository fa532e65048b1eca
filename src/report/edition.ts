import { createHash } from 'node:crypto';
import type { Report } from '../model/report.ts';

/**
 * What a report says, as a hash: the same for two reports of which a reader would say that they are the same, whenever and from
 * however many answers they were made. Nobody gets the same edition twice.
 */
export const editionOf = (report: Report): string => {
  const { tenant, period, locale, redaction, state, policy, verdict, adjustedVerdict, totals, days, findings, exceptions, waivers } = report;
  const { from, to, timezone } = period;
  const hash = createHash('sha256');
  const about = { tenant, from, to, timezone, locale, redaction, state, policy, verdict, adjustedVerdict };
  hash.update(JSON.stringify({ ...about, totals, days, findings, exceptions, waivers }));
  // One by one: the jobs of a large report are no text that anybody should hold.
  for (const job of report.jobs) hash.update(JSON.stringify(job));
  return hash.digest('hex').slice(0, 32);
};

import type { Agenda } from '../../archive/agenda.ts';
import type { Plan } from '../../schedule/due.ts';
import type { Kept } from './keep.ts';

/**
 * Whether with this attempt each tenant of the schedule has had its turn, so that a page over all of them can be written: with
 * the last one, and again whenever a report is made that is missing on that page.
 */
export const isRoundedUp = async (kept: Kept, { tenants }: Plan, agenda: Agenda): Promise<boolean> => {
  const { due, attempt, state } = kept;
  if (tenants.length < 2 || (attempt > 1 && state === 'waiting')) return false;
  const entries = await agenda.list(due.instant);
  const had = new Set(
    entries.flatMap((each) => (each.schedule === due.schedule && each.instant === due.instant && each.state !== 'running' ? [each.tenantId] : [])),
  );
  return tenants.every(({ id, since }) => since > due.instant || had.has(id));
};

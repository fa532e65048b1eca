import type { Config, TenantConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import type { Instant } from '../model/instant.ts';
import { noArchive } from '../run/no-archive.ts';

/** Throws UsageError where there is nothing to keep, no place to remember what was kept, or a schedule nobody could report on. */
export const checkSchedules = async (command: string, config: Config, tenants: readonly TenantConfig[], now: Instant): Promise<void> => {
  if (config.schedules.length === 0)
    throw new UsageError('no-schedules', `${command} keeps the schedules of the configuration, and there are none.`, {
      hint: 'Add schedules with name, cron and period; or make one report with "vdc-report run --period previous-month".',
    });
  if (config.archive === 'none') throw noArchive(command);
  const { readPeriod } = await import('../config/period.ts');
  const { checkRhythms } = await import('../config/check-rhythms.ts');
  for (const { period } of config.schedules)
    for (const { id, timezone, policy } of tenants) checkRhythms(id, policy, readPeriod(period, { timezone, now }));
};

import type { Config, TenantConfig } from '../config/config.ts';
import type { Instant } from '../model/instant.ts';
import type { RunRequest } from '../run/contract.ts';
import { noArchive } from '../run/no-archive.ts';
import { requireArchive } from '../run/open-archive.ts';
import { chooseTenants } from './choose-tenants.ts';
import { readyRequest, type OutputArgs } from './ready-request.ts';
import type { Action } from './shell.ts';

export type ReportArgs = OutputArgs & { readonly period: string | undefined; readonly asOf: string | undefined; readonly gate: boolean | undefined };

/** Every mistake in the times is found before anything runs: the period is tried in each tenant's zone. */
const readTimes = async (args: ReportArgs, config: Config, tenants: readonly TenantConfig[], now: Instant) => {
  const { readPeriod } = await import('../config/period.ts');
  const { readInstant } = await import('../config/read-instant.ts');
  const { checkRhythms } = await import('../config/check-rhythms.ts');
  const asOf = args.asOf === undefined ? null : readInstant(args.asOf, { timezone: config.timezone, now });
  const periodText = args.period ?? 'previous-month';
  for (const { id, timezone, policy } of tenants) checkRhythms(id, policy, readPeriod(periodText, { timezone, now: asOf ?? now }));
  return { asOf, periodText };
};

/** Makes the reports that a command line asks for: `run` collects first and may mail, `report` has the archive alone. */
export const makeReports =
  (mode: RunRequest['mode'], args: ReportArgs, mail: boolean): Action =>
  async (shell) => {
    const { world } = shell;
    const { config, tenants } = await chooseTenants(args, shell);
    if (mode === 'report' && config.archive === 'none') throw noArchive(mode);
    const times = await readTimes(args, config, tenants, world.now());
    if (mode === 'report') requireArchive(config);
    const { reportRun } = await import('./report-run.ts');
    const request = { ...(await readyRequest(mode, args, { config, tenants, mail }, shell)), ...times };
    return reportRun(request, args.gate ?? false, shell);
  };

import type { World } from '../../world.ts';
import type { CheckId, CheckRow } from './check.ts';
import { failureFrom, goodUnless, notChecked } from './check.ts';
import { checkArchive } from './check-archive.ts';
import { browserCheck } from './check-browser.ts';
import { channelChecks } from './check-mail.ts';
import { outputCheck } from './check-output.ts';
import { checkSchedules } from './check-schedules.ts';
import { signingChecks } from './check-signing.ts';
import { checkTenant } from './check-tenant.ts';
import type { DoctorRequest, KnownConfig } from './contract.ts';
import { perform } from './perform.ts';

/** Tenants that are looked at at the same time. */
const AT_ONCE = 8;

/** What cannot be looked at where nobody knows what is configured. */
const NEED_CONFIGURATION: readonly CheckId[] = ['archive', 'output', 'mail-server', 'schedules', 'api-key', 'api'];

const count = (number: number, one: string): string => `${String(number)} ${one}${number === 1 ? '' : 's'}`;

const configurationRow = ({ path, config, notices, tenants }: KnownConfig): CheckRow => {
  const chosen = tenants.length === config.tenants.length ? '' : `, of which ${String(tenants.length)} looked at`;
  const found = `${path} is complete: ${count(config.tenants.length, 'tenant')}${chosen}, ${count(config.schedules.length, 'schedule')}.`;
  return { id: 'configuration', tenantId: null, ...goodUnless(found, notices) };
};

/** In turns of a few, in the order of the configuration. */
const inTurns = async <Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  return results;
};

const examineAll = async (known: KnownConfig, request: DoctorRequest, world: World): Promise<readonly CheckRow[]> => {
  const { readers, signal } = request;
  const { config, tenants } = known;
  // First and alone: SQLite lets nothing else run while it reads, and would make others late.
  const archive = await checkArchive(config, signal);
  const wantsPdf = tenants.some(({ report }) => report.formats.includes('pdf'));
  const common = [
    outputCheck(config),
    browserCheck(wantsPdf ? config.browser : null, wantsPdf, world.env),
    ...channelChecks(config, readers, signal),
    ...signingChecks(config, readers, world),
  ];
  const [rows, schedules, ofTenants] = await Promise.all([
    Promise.all(common.map((check) => perform(check, signal))),
    checkSchedules(known, archive, readers, signal, world),
    inTurns(tenants, (tenant) => checkTenant(tenant, { config, readers, signal, world })),
  ]);
  return [configurationRow(known), archive.row, ...rows, ...schedules, ...ofTenants.flat()];
};

/**
 * Proves each part that the program needs by using it: nothing is sent to anybody, and nothing that is read is kept. What fails
 * is a row, and stops no other. Rejects only when the signal is aborted.
 */
export const examine = async (request: DoctorRequest, world: World): Promise<readonly CheckRow[]> => {
  const { configuration, signal } = request;
  if (!(configuration instanceof Error)) return examineAll(configuration, request, world);
  return [
    { id: 'configuration', tenantId: null, ...failureFrom(configuration) },
    await perform(browserCheck(null, true, world.env), signal),
    ...NEED_CONFIGURATION.map((id): CheckRow => ({ id, tenantId: null, ...notChecked('What to check stands in the configuration, see above.') })),
  ];
};

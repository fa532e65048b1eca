import { chooseTenants } from '../../../../src/cli/choose-tenants.ts';
import { readyRequest } from '../../../../src/cli/ready-request.ts';
import { createShell } from '../../../../src/cli/shell.ts';
import { openArchive } from '../../../../src/run/open-archive.ts';
import { plansOf } from '../../../../src/run/schedule/plans.ts';
import { createService } from '../../../../src/run/schedule/service.ts';
import { createWorkshop } from '../../../../src/run/schedule/workshop.ts';
import { fakeWorld } from '../../../cli/support/fake-world.ts';

/**
 * Run as a process of its own, in the folder of a configuration: keeps its schedules as `serve` does, by a clock that its parent
 * moves on. Told an instant, it does all that is due by then, and answers with what it has kept.
 */
const clock = { now: Number(process.argv[2]) };
const { signal } = new AbortController();
const world = { ...fakeWorld([], { cwd: process.cwd(), env: process.env }), now: () => clock.now };
const shell = createShell(world, signal, { json: false, quiet: true, verbose: false });

const { config, tenants } = await chooseTenants({ config: undefined, tenant: undefined }, shell);
const args = {
  config: undefined,
  tenant: undefined,
  out: undefined,
  browser: undefined,
  format: undefined,
  redact: undefined,
  evidence: undefined,
};
const request = { ...(await readyRequest('run', args, { config, tenants, mail: true }, shell)), periodText: 'previous-month', asOf: null };
const archive = await openArchive(config);
if (archive === null) throw new Error('the configuration has no archive');

let told: string[] = [];
const workshop = createWorkshop(
  async () => request,
  world,
  () => undefined,
);
const service = createService({
  archive,
  config,
  tenants,
  plans: await plansOf(config, tenants, archive.agenda, clock.now),
  workshop,
  smtp: () => request.smtp,
  atOnce: 2,
  signal,
  world,
  onEvent: (event) => {
    if (event.kind === 'broken') throw event.error;
    if (event.kind === 'kept') told.push(`${event.kept.due.tenantId} ${event.kept.due.period.key} ${event.kept.state}`);
  },
});

const keep = async (now: number): Promise<void> => {
  clock.now = now;
  await service.tick();
  await service.idle();
  process.send?.(told);
  told = [];
};
process.on('message', (now) => void keep(Number(now)));
process.send?.('ready');

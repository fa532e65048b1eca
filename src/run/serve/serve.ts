import type { TenantConfig } from '../../config/config.ts';
import { SECOND } from '../../model/instant.ts';
import type { World } from '../../world.ts';
import type { RunRequest } from '../contract.ts';
import { noArchive } from '../no-archive.ts';
import { openArchive } from '../open-archive.ts';
import { plansOf } from '../schedule/plans.ts';
import { createService, type Service, type ServiceEvent } from '../schedule/service.ts';
import { createWorkshop } from '../schedule/workshop.ts';
import type { Log } from './log.ts';
import { createStatus, type Status } from './status.ts';
import { startStatusServer, type Listening } from './status-server.ts';

/** Between two looks at what is due. */
const ROUND = 30 * SECOND;
/** How long what is being done may take to come to its end when the service is ended; after that it is stopped. */
const PATIENCE = 7 * SECOND;

export type ServeRequest = {
  readonly request: RunRequest;
  /** Reads keys, responses and looks anew, for each time in which reports are made. */
  readonly prepare: () => Promise<RunRequest>;
  readonly tenants: readonly TenantConfig[];
  readonly atOnce: number;
  readonly listening: Listening;
  readonly log: Log;
};

const oneRound = async (service: Service, status: Status, log: Log): Promise<void> => {
  try {
    await service.tick();
    status.round(true);
  } catch (error) {
    status.round(false);
    log.failed('round failed', error);
  }
};

/** False: it was ended. */
const pause = (world: Pick<World, 'sleep'>, signal: AbortSignal): Promise<boolean> =>
  world.sleep(ROUND, signal).then(
    () => !signal.aborted,
    () => false,
  );

/** Waits for what is being done, which knows that it is to end; what does not end is stopped, and handed back like the rest. */
const windDown = async (service: Service, stop: () => Promise<void>, world: Pick<World, 'sleep'>): Promise<boolean> => {
  const ended = new AbortController();
  const idle = service.idle().then(() => true);
  const late = (ms: number): Promise<boolean> =>
    world.sleep(ms, ended.signal).then(
      () => false,
      () => false,
    );
  try {
    if (await Promise.race([idle, late(PATIENCE)])) return true;
    await stop();
    return await Promise.race([idle, late(SECOND)]);
  } finally {
    ended.abort();
  }
};

/** Keeps the schedules until it is ended, and hands back what it has not finished by then. */
export const serve = async ({ request, prepare, tenants, atOnce, listening, log }: ServeRequest, world: World): Promise<void> => {
  const { config, signal } = request;
  const archive = await openArchive(config);
  if (archive === null) throw noArchive('serve');
  let latest = request;
  const again = async (): Promise<RunRequest> => (latest = await prepare());
  const workshop = createWorkshop(again, world, (event) => log.service({ kind: 'run', event }));
  try {
    const plans = await plansOf(config, tenants, archive.agenda, world.now());
    const hear = (event: ServiceEvent): void => {
      status.note(event);
      log.service(event);
    };
    const service = createService({ archive, config, tenants, plans, workshop, smtp: () => latest.smtp, atOnce, signal, world, onEvent: hear });
    const status = createStatus({ archive, config, plans, tenants, running: service.running, world });
    const server = await startStatusServer(status, listening);
    try {
      log.info('serving', { version: world.version, url: server.url, schedules: config.schedules.length, tenants: tenants.length });
      do await oneRound(service, status, log);
      while (await pause(world, signal));
      status.stopping();
      log.info('stopping', { running: service.running() });
      const clean = await windDown(service, workshop.close, world);
      log.info('stopped', { clean });
    } finally {
      await server.close();
    }
  } finally {
    await workshop.close();
    await archive.close();
  }
};

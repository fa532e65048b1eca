import type { Archive } from '../../archive/archive.ts';
import { DELIVERY_STATES } from '../../model/delivery.ts';
import { MINUTE, SECOND, type Instant } from '../../model/instant.ts';
import type { Config, TenantConfig } from '../../config/config.ts';
import type { Plan } from '../../schedule/due.ts';
import type { World } from '../../world.ts';
import { providerOf } from '../outbox/provider.ts';
import type { ServiceEvent } from '../schedule/service.ts';
import { metricsText, type Metric, type Sample } from './metrics.ts';

/** A loop that has not come round for so long hangs. */
const LONGEST_ROUND = 5 * MINUTE;

export type Status = {
  readonly note: (event: ServiceEvent) => void;
  /** `ok`: whether all that is due could be found out. */
  readonly round: (ok: boolean) => void;
  readonly stopping: () => void;
  readonly isAlive: () => boolean;
  /** Null: it is ready. Else why not, in a word. */
  readonly obstacle: () => Promise<string | null>;
  readonly metrics: () => Promise<string>;
};

type StatusOptions = {
  readonly archive: Archive;
  readonly plans: readonly Plan[];
  readonly config: Pick<Config, 'schedules'>;
  readonly tenants: readonly TenantConfig[];
  readonly running: () => number;
  readonly world: Pick<World, 'now' | 'version'>;
};

const seconds = (ms: number): number => ms / SECOND;

const pairsOf = (plans: readonly Plan[]): readonly Readonly<Record<'tenant' | 'schedule', string>>[] =>
  plans.flatMap(({ name, tenants }) => tenants.map(({ id }) => ({ tenant: id, schedule: name })));

const keyOf = (tenant: string, schedule: string): string => JSON.stringify([tenant, schedule]);

/** What the archive knows: of all processes, and across restarts. */
const archived = async ({ archive, config, plans, tenants, world }: StatusOptions): Promise<readonly Metric[]> => {
  const known = new Set(pairsOf(plans).map(({ tenant, schedule }) => keyOf(tenant, schedule)));
  const last = (await archive.agenda.lastKept()).filter(({ tenantId, schedule }) => known.has(keyOf(tenantId, schedule)));
  const reach = Math.max(0, ...plans.map(({ settle, catchUp, jitter }) => settle + catchUp + jitter));
  const open = await archive.agenda.list(world.now() - reach);
  const byState = Map.groupBy(open, ({ tenantId, schedule, state }) => JSON.stringify([tenantId, schedule, state]));
  const count = (state: 'waiting' | 'failed'): readonly Sample[] =>
    pairsOf(plans).map((labels) => ({ labels, value: byState.get(JSON.stringify([labels.tenant, labels.schedule, state]))?.length ?? 0 }));
  const counts = new Map((await archive.outbox.counts()).map((each) => [keyOf(each.tenantId, each.state), each.count]));
  const of = (value: (each: (typeof last)[number]) => number): readonly Sample[] =>
    last.map((each) => ({ labels: { tenant: each.tenantId, schedule: each.schedule }, value: value(each) }));
  return [
    {
      name: 'last_success_timestamp_seconds',
      kind: 'gauge',
      help: 'When a report of the schedule was last made.',
      samples: of(({ endedAt }) => seconds(endedAt)),
    },
    {
      name: 'last_success_duration_seconds',
      kind: 'gauge',
      help: 'How long it took to make and deliver that report.',
      samples: of(({ beganAt, endedAt }) => seconds(endedAt - beganAt)),
    },
    { name: 'reports_waiting', kind: 'gauge', help: 'Reports that could not be made and are tried again.', samples: count('waiting') },
    { name: 'reports_given_up', kind: 'gauge', help: 'Reports that could not be made within the window.', samples: count('failed') },
    {
      name: 'outbox_recipients',
      kind: 'gauge',
      help: 'Recipients of mails by what became of the mail.',
      samples: [...tenants, providerOf(config)].flatMap(({ id }) =>
        DELIVERY_STATES.map((state) => ({ labels: { tenant: id, state }, value: counts.get(keyOf(id, state)) ?? 0 })),
      ),
    },
  ];
};

/** How the service is: what probes ask, and what is measured. Of tenants it tells nothing but their ids. */
export const createStatus = (options: StatusOptions): Status => {
  const { archive, running, world } = options;
  const startedAt = world.now();
  let lastRound: { readonly at: Instant; readonly ok: boolean } | null = null;
  let stops = false;
  const attempts = new Map<string, Sample>();
  const note = (event: ServiceEvent): void => {
    if (event.kind !== 'kept') return;
    const { due, state } = event.kept;
    const labels = { tenant: due.tenantId, schedule: due.schedule, state };
    const key = JSON.stringify(labels);
    attempts.set(key, { labels, value: (attempts.get(key)?.value ?? 0) + 1 });
  };
  const own = (): readonly Metric[] => [
    { name: 'info', kind: 'gauge', help: 'The version that runs.', samples: [{ labels: { version: world.version }, value: 1 }] },
    { name: 'start_timestamp_seconds', kind: 'gauge', help: 'When this process began.', samples: [{ labels: {}, value: seconds(startedAt) }] },
    {
      name: 'last_round_timestamp_seconds',
      kind: 'gauge',
      help: 'When this process last looked for what is due.',
      samples: lastRound === null ? [] : [{ labels: {}, value: seconds(lastRound.at) }],
    },
    { name: 'reports_running', kind: 'gauge', help: 'Reports that this process is making.', samples: [{ labels: {}, value: running() }] },
    { name: 'attempts_total', kind: 'counter', help: 'Attempts of this process, by how they ended.', samples: [...attempts.values()] },
  ];
  return {
    note,
    round: (ok) => {
      lastRound = { at: world.now(), ok };
    },
    stopping: () => {
      stops = true;
    },
    isAlive: () => world.now() - (lastRound?.at ?? startedAt) < LONGEST_ROUND,
    obstacle: async () => {
      if (stops) return 'stopping';
      if (lastRound === null) return 'starting';
      if (!lastRound.ok) return 'the last round failed';
      return archive.agenda.list(world.now()).then(
        () => null,
        () => 'the archive does not answer',
      );
    },
    metrics: async () => metricsText([...own(), ...(await archived(options))]),
  };
};

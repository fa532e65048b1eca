import { collect, type CollectSource } from '../../../src/collect/collect.ts';
import { readPeriod } from '../../../src/config/period.ts';
import { bodyOf } from '../../../src/model/body.ts';
import type { CollectFailure, Resource } from '../../../src/model/evidence.ts';
import type { ReportInputs } from '../../../src/model/inputs.ts';
import { HOUR, type Instant } from '../../../src/model/instant.ts';
import type { Policy } from '../../../src/model/policy.ts';
import type { Report } from '../../../src/model/report.ts';
import { reportFrom } from '../../../src/run/report-from.ts';
import { recordsAt } from '../../../src/simulator/lookup.ts';
import type { Route } from '../../../src/simulator/route.ts';
import type { SimulatedWorld } from '../../../src/simulator/wire.ts';
import { createWorld, type WorldRequest } from '../../../src/simulator/world.ts';
import { makeInputs } from '../../support/inputs.ts';

/** Monday morning after October 2026. */
export const NOW: Instant = Date.parse('2026-11-02T05:00:00Z');

const POLICY: Policy = {
  name: 'Backup policy 2026, v3',
  rpo: 24 * HOUR,
  grace: 2 * HOUR,
  recoveryPoints: ['success', 'warning'],
  targets: { rpoCompliance: 0.99, successRate: 0.95 },
  persistentAfter: 3,
  cadence: null,
  jobs: [],
  waivers: [],
};

/** Answers some resources with a failure instead of their records. */
export type Failing = (resource: Resource) => boolean;

const routeOf = (resource: Resource): Route => {
  if (resource.kind === 'jobs') return { endpoint: 'jobs', jobId: null, sessionId: null };
  if (resource.kind === 'sessions') return { endpoint: 'sessions', jobId: resource.jobId, sessionId: null };
  return { endpoint: 'logs', jobId: resource.jobId, sessionId: resource.sessionId };
};

const REFUSED = { code: 'server-error', status: 500, attempts: 4, detail: 'Internal Server Error' } satisfies Omit<CollectFailure, 'request'>;

/** The world's records as a source would hand them over, without a server between. */
const sourceOf = (world: SimulatedWorld, failing: Failing): CollectSource => {
  let requests = 0;
  let refused = 0;
  return {
    fetch: async (resource, round = 0) => {
      requests += 1;
      const path = `/reports/${resource.kind}`;
      if (failing(resource)) {
        refused += 1;
        return { exchanges: [], failure: { ...REFUSED, request: `GET ${path}` } };
      }
      const body = bodyOf(Buffer.from(JSON.stringify(recordsAt(world, routeOf(resource)) ?? [])));
      const times = { sentAt: world.now, receivedAt: world.now };
      return { exchanges: [{ resource, page: 0, round, path, ...times, status: 200, headers: {}, attempts: 1, body }], failure: null };
    },
    traffic: () => ({ statuses: refused > 0 ? { 200: requests - refused, 500: refused * 4 } : { 200: requests }, retries: refused * 3 }),
  };
};

export type WorldReportOptions = Partial<Omit<WorldRequest, 'name'>> & {
  readonly failing?: Failing;
  /** Picks among the jobs of the world, by their place in it. */
  readonly pick?: (place: number) => boolean;
  readonly tenantName?: string;
  readonly policy?: Partial<Policy>;
  readonly responses?: ReportInputs['responses'];
};

/** Jobs that all run every hour. */
export const hourlyReport = (jobs: number): Promise<Report> => reportOfWorld('large', { jobs: jobs * 4, pick: (place) => place % 4 === 0 });

/** A simulated tenant's October 2026, by the real collector, reader, analysis and composer. */
export const reportOfWorld = async (
  name: WorldRequest['name'],
  {
    failing = () => false,
    pick = () => true,
    tenantName = 'Contoso Ltd',
    policy: changes = {},
    responses = [],
    seed = 1,
    now = NOW,
    ...rest
  }: WorldReportOptions = {},
): Promise<Report> => {
  const whole = createWorld({ name, seed, now, ...rest });
  const world = { ...whole, jobs: whole.jobs.filter((_, place) => pick(place)) };
  const period = readPeriod('2026-10', { timezone: 'Europe/Berlin', now });
  const plan = { window: period, logs: 'problems', baseUrl: 'https://vdc.example/v1' } as const;
  const evidence = await collect(sourceOf(world, failing), plan, { now: () => now }, () => undefined);
  return reportFrom(
    evidence,
    makeInputs({ tenant: { id: 'contoso', name: tenantName }, asOf: now, period, policy: { ...POLICY, ...changes }, responses }),
  );
};

import { collect, type CollectSource } from '../collect/collect.ts';
import { readPeriod } from '../config/period.ts';
import type { ReadyTenant } from '../config/config.ts';
import { bodyOf } from '../model/body.ts';
import type { Resource } from '../model/evidence.ts';
import type { Report } from '../model/report.ts';
import { recordsAt } from '../simulator/lookup.ts';
import type { Route } from '../simulator/route.ts';
import type { SimulatedWorld, WORLD_NAMES } from '../simulator/wire.ts';
import { createWorld } from '../simulator/world.ts';
import { inputsOf } from './inputs.ts';
import { reportFrom } from './report-from.ts';

const NOW = Date.parse('2026-11-02T05:00:00Z');

const routeOf = (resource: Resource): Route => {
  if (resource.kind === 'jobs') return { endpoint: 'jobs', jobId: null, sessionId: null };
  if (resource.kind === 'sessions') return { endpoint: 'sessions', jobId: resource.jobId, sessionId: null };
  return { endpoint: 'logs', jobId: resource.jobId, sessionId: resource.sessionId };
};

/** The world's records as a source would hand them over, without a server between. */
const sourceOf = (world: SimulatedWorld): CollectSource => {
  let requests = 0;
  return {
    fetch: async (resource, round = 0) => {
      requests += 1;
      const body = bodyOf(Buffer.from(JSON.stringify(recordsAt(world, routeOf(resource)) ?? [])));
      const times = { sentAt: NOW, receivedAt: NOW };
      return {
        exchanges: [{ resource, page: 0, round, path: `/reports/${resource.kind}`, ...times, status: 200, headers: {}, attempts: 1, body }],
        failure: null,
      };
    },
    traffic: () => ({ statuses: { 200: requests }, retries: 0 }),
  };
};

/** A simulated tenant's October 2026, made as any report is. */
export const sampleReport = async (name: (typeof WORLD_NAMES)[number], tenant: ReadyTenant, version: string): Promise<Report> => {
  const period = readPeriod('2026-10', { timezone: tenant.timezone, now: NOW });
  const plan = { window: period, logs: 'problems', baseUrl: tenant.baseUrl } as const;
  const evidence = await collect(sourceOf(createWorld({ name, seed: 1, now: NOW })), plan, { now: () => NOW }, () => undefined);
  const about = {
    period,
    namedAsOf: null,
    collectedAt: NOW,
    knownSince: null,
    version,
    templates: '',
    responses: [],
    branding: null,
    history: [],
    previous: null,
  };
  return reportFrom(evidence, inputsOf(tenant, about));
};

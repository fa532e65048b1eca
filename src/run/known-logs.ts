import type { Archive } from '../archive/archive.ts';
import type { CollectPlan } from '../collect/plan.ts';
import type { ReadyTenant } from '../config/config.ts';
import type { Evidence, Resource } from '../model/evidence.ts';
import { HOUR, type Instant } from '../model/instant.ts';
import { readEvidence } from '../vdc/read/index.ts';
import { resourceKey } from '../vdc/read/resource-key.ts';
import type { Wanted, Window } from './collect-tenant.ts';

/** A log grows until its run ends, and the source's clock is not ours: what was read sooner after the end is read once more. */
const SETTLED = HOUR;

const keyOf = (jobId: string, sessionId: string): string => resourceKey({ kind: 'log', jobId, sessionId });

const isLog = ({ resource }: { readonly resource: Resource }): boolean => resource.kind === 'log';

/** When each session ended, by the key of its log. */
const endsOf = ({ exchanges, missing }: Evidence): ReadonlyMap<string, Instant> => {
  const lists = { exchanges: exchanges.filter((exchange) => !isLog(exchange)), missing: missing.filter((absent) => !isLog(absent)) };
  const { jobs } = readEvidence(lists);
  return new Map(jobs.flatMap(({ job, sessions }) => sessions.flatMap(({ id, end }) => (end === null ? [] : [[keyOf(job.id, id), end] as const]))));
};

/** Which logs of the window the archive holds whole, read after their run had ended. */
const knownLogs = async (archive: Archive, tenantId: string, window: Window): Promise<NonNullable<CollectPlan['isKnown']>> => {
  const evidence = await archive.evidence(tenantId, { from: window.from, to: window.to }, { lookback: 0 });
  if (evidence === null) return () => false;
  const ends = endsOf(evidence);
  const held = evidence.exchanges.filter(
    (exchange) => isLog(exchange) && exchange.sentAt >= (ends.get(resourceKey(exchange.resource)) ?? Infinity) + SETTLED,
  );
  const known = new Set(held.map(({ resource }) => resourceKey(resource)));
  for (const { resource } of evidence.missing) known.delete(resourceKey(resource));
  return (jobId, sessionId) => known.has(keyOf(jobId, sessionId));
};

/** What is to be asked for: logs that the archive holds whole stay there, and come back with everything else that it remembers. */
export const wantedOf = async ({ id, report }: ReadyTenant, { from, to }: Window, archive: Archive | null): Promise<Wanted> =>
  archive === null || report.logs === 'none' ? { from, to } : { from, to, isKnown: await knownLogs(archive, id, { from, to }) };

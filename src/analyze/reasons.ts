import { compareTexts } from './compare-texts.ts';
import type { JobAnalysis } from '../model/analysis.ts';
import type { TenantReason } from '../model/objects.ts';
import type { ObjectKind } from '../model/session.ts';

type Use = { readonly affected: Map<string, ObjectKind>; sessions: number; readonly jobIds: string[] };

const usesOf = (jobs: readonly JobAnalysis[]): ReadonlyMap<string, Use> => {
  const uses = new Map<string, Use>();
  for (const { job, objects } of jobs) {
    for (const { reason, sessions, affected } of objects?.reasons ?? []) {
      const use = uses.get(reason) ?? { affected: new Map<string, ObjectKind>(), sessions: 0, jobIds: [] };
      uses.set(reason, use);
      use.sessions += sessions;
      use.jobIds.push(job.id);
      for (const [key, kind] of affected) use.affected.set(key, kind);
    }
  }
  return uses;
};

const kindsOf = (kinds: Iterable<ObjectKind>): ReadonlyMap<ObjectKind, number> => {
  const counts = new Map<ObjectKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};

const byUse = (a: TenantReason, b: TenantReason): number => b.sessions - a.sessions || b.objects - a.objects || compareTexts(a.reason, b.reason);

/** The reasons of all these jobs together: equal causes are one row. */
export const reasonsOf = (jobs: readonly JobAnalysis[]): readonly TenantReason[] =>
  [...usesOf(jobs)]
    .map(([reason, { affected, sessions, jobIds }]) => ({
      reason,
      objects: affected.size,
      kinds: kindsOf(affected.values()),
      sessions,
      jobIds,
    }))
    .sort(byUse);

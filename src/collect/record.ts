import { resourceKey } from '../vdc/read/resource-key.ts';
import type { CollectFailure, Exchange, Missing, Resource } from '../model/evidence.ts';

/** What a source says about one resource: every answered page, and why the rest is not there. */
export type Fetched = { readonly exchanges: readonly Exchange[]; readonly failure: CollectFailure | null };

export type Haul = { readonly exchanges: readonly Exchange[]; readonly missing: readonly Missing[] };

export const EMPTY_HAUL: Haul = { exchanges: [], missing: [] };

export type Answer = { readonly resource: Resource; readonly fetched: Fetched };

/** What first readings brought, added. */
export const withAnswers = (haul: Haul, answers: readonly Answer[]): Haul => ({
  exchanges: [...haul.exchanges, ...answers.flatMap(({ fetched }) => fetched.exchanges)],
  missing: [...haul.missing, ...answers.flatMap(({ resource, fetched: { failure } }) => (failure === null ? [] : [{ resource, failure }]))],
});

/** Second readings count only where they are whole: a broken one must not undo the first. */
export const withSecondAnswers = (haul: Haul, answers: readonly Answer[]): Haul =>
  withAnswers(
    haul,
    answers.filter(({ fetched }) => fetched.failure === null),
  );

const KINDS: Readonly<Record<Resource['kind'], number>> = { jobs: 0, sessions: 1, log: 2 };

/**
 * Orders resources: the job list, the sessions, the logs; among these as `listed` has them. Not by arrival, so that equal
 * answers give equal evidence.
 */
export const resourceOrder = (listed: readonly Resource[]): ((a: Resource, b: Resource) => number) => {
  // The first place counts where a resource is listed twice.
  const ranks = new Map(listed.map((resource, rank) => [resourceKey(resource), rank] as const).toReversed());
  const rankOf = (resource: Resource): number => ranks.get(resourceKey(resource)) ?? ranks.size;
  return (a, b) => KINDS[a.kind] - KINDS[b.kind] || rankOf(a) - rankOf(b);
};

export const inOrder = ({ exchanges, missing }: Haul, order: (a: Resource, b: Resource) => number): Haul => ({
  exchanges: exchanges.toSorted((a, b) => order(a.resource, b.resource) || a.round - b.round || a.page - b.page),
  missing: missing.toSorted((a, b) => order(a.resource, b.resource)),
});

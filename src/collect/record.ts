import { readList } from '../vdc/read/list.ts';
import { resourceKey } from '../vdc/read/resource-key.ts';
import type { CollectFailure, Exchange, Missing, Resource } from '../model/evidence.ts';

/** What a source says about one resource. */
export type Fetched = {
  /** Every answered page, also those before a failure. */
  readonly exchanges: readonly Exchange[];
  /** The records of all pages, where the source has parsed them already; none after a failure. */
  readonly records?: readonly unknown[];
  readonly failure: CollectFailure | null;
};

export type Haul = { readonly exchanges: readonly Exchange[]; readonly missing: readonly Missing[] };

export const EMPTY_HAUL: Haul = { exchanges: [], missing: [] };

/** Its records, parsed again only where the source has not kept them: that would hold up the requests in flight. */
export const recordsOf = ({ exchanges, records, failure }: Fetched): readonly unknown[] => {
  if (failure !== null) return [];
  if (records !== undefined) return records;
  const pages = exchanges.map(({ body }) => readList(body.read()));
  return pages.flatMap((page) => (typeof page === 'string' ? [] : page.items));
};

/** What a reading brought, added: also why it failed. Whoever reads the evidence takes the last round that is whole. */
export const withAnswer = ({ exchanges, missing }: Haul, resource: Resource, round: number, { exchanges: pages, failure }: Fetched): Haul => {
  if (failure === null) return { exchanges: [...exchanges, ...pages], missing };
  const absent = { resource, round, failure };
  return { exchanges: [...exchanges, ...pages], missing: [...missing, absent] };
};

export const joined = (hauls: readonly Haul[]): Haul => ({
  exchanges: hauls.flatMap(({ exchanges }) => exchanges),
  missing: hauls.flatMap(({ missing }) => missing),
});

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
  missing: missing.toSorted((a, b) => order(a.resource, b.resource) || a.round - b.round),
});

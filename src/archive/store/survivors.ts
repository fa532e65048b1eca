import { failuresOf } from './failures.ts';
import { momentOf, OPEN } from './moment.ts';
import { LOOKBACK } from '../archive.ts';
import { selectReadings, type Chosen, type Selection } from './select.ts';
import type { ArchiveDatabase } from './tables.ts';
import type { EvidenceOptions, Window } from '../archive.ts';
import type { Instant } from '../../model/instant.ts';

/** What stays when the rest is forgotten. */
export type Survivors = {
  /** Every collection from this one on stays as it is. */
  readonly firstWhole: number;
  /** Of earlier collections: the moments of each resource at which it was read, or could not be, that something stands on. */
  readonly moments: ReadonlyMap<number, ReadonlySet<number>>;
  /** Earlier collections that something stands on, even where nothing of them is shown. */
  readonly collections: ReadonlySet<number>;
};

const chosenOf = ({ list, sessions, logs }: Selection): readonly Chosen[] => [...(list === null ? [] : [list]), ...sessions.values(), ...logs];

type Need = { readonly window: Window; readonly options: EvidenceOptions };

/** What reports made since were told, and what could have been known when they were made; and what is to be told from now on. */
const needsOf = async (db: ArchiveDatabase, tenantId: number, before: Instant): Promise<readonly Need[]> => {
  const reports = await db.selectFrom('report').selectAll().where('tenant_id', '=', tenantId).where('made_at', '>=', before).execute();
  return [
    { window: { from: before, to: OPEN }, options: { lookback: LOOKBACK } },
    ...reports.flatMap(({ window_from: from, window_to: to, lookback, as_of, made_at }) =>
      [as_of, made_at].map((asOf) => ({ window: { from, to }, options: { lookback, asOf } })),
    ),
  ];
};

const firstWhole = async (db: ArchiveDatabase, tenantId: number, before: Instant): Promise<number> => {
  const recent = db.selectFrom('collection').select('id').where('tenant_id', '=', tenantId).where('finished_at', '>=', before);
  return (await recent.orderBy('id').limit(1).executeTakeFirst())?.id ?? Infinity;
};

/** All that must stay of a tenant when what was collected before an instant is forgotten. */
export const findSurvivors = async (db: ArchiveDatabase, tenantId: number, before: Instant): Promise<Survivors> => {
  const moments = new Map<number, Set<number>>();
  const collections = new Set<number>();
  for (const { window, options } of await needsOf(db, tenantId, before)) {
    const selection = await selectReadings(db, tenantId, window, options);
    if (selection === null) continue;
    const chosen = chosenOf(selection);
    const failures = await failuresOf(db, chosen, selection.present);
    collections.add(selection.present.collectionId);
    for (const { resourceId, moments: read } of chosen) {
      const failed = (failures.get(resourceId) ?? []).map(({ moment }) => moment);
      moments.set(resourceId, new Set([...(moments.get(resourceId) ?? []), ...read, ...failed]));
    }
  }
  return { firstWhole: await firstWhole(db, tenantId, before), moments, collections };
};

/** Whether what happened to a resource at a moment stays. */
export const survives = ({ firstWhole: first, moments }: Survivors, resourceId: number, moment: number): boolean =>
  (first !== Infinity && moment >= momentOf(first, 0)) || moments.get(resourceId)?.has(moment) === true;

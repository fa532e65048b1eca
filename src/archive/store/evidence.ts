import { z } from 'zod';
import { inBatches } from './batches.ts';
import { readBodies } from './read-bodies.ts';
import { readJournals } from './collections.ts';
import { damaged } from './damage.ts';
import { failuresOf, type Failed } from './failures.ts';
import { collectionOf, roundOf } from './moment.ts';
import { findTenant } from './resources.ts';
import { roundKey } from './rounds.ts';
import { selectReadings, type Chosen, type Selection } from './select.ts';
import type { BodyReader, EvidenceOptions, Window } from '../archive.ts';
import type { Evidence, Exchange, Missing, Resource } from '../../model/evidence.ts';
import type { JournalEntry } from './journal.ts';
import type { ArchiveDatabase, ArchiveTransaction } from './tables.ts';

/** A chosen resource in its place, with what could not be had of it. */
type Shown = Chosen & { readonly resource: Resource; readonly failed: readonly Failed[] };

type Pages = (resourceId: number, moment: number) => readonly JournalEntry[];

/** The pages of every reading that is shown, from the journals of their collections. */
const findPages = async (db: ArchiveDatabase, shown: readonly Shown[]): Promise<Pages> => {
  const moments = shown.flatMap(({ moments: read, failed }) => [...read, ...failed.map(({ moment }) => moment)]);
  const journals = await readJournals(db, moments.map(collectionOf));
  const rounds = new Map([...journals].map(([id, entries]) => [id, Map.groupBy(entries, (entry) => roundKey(entry.resourceId, entry.round))]));
  return (resourceId, moment) =>
    (rounds.get(collectionOf(moment))?.get(roundKey(resourceId, roundOf(moment))) ?? []).toSorted((a, b) => a.page - b.page);
};

/** Rounds are counted anew over all that is shown of a resource, in the order in which it was tried. */
const momentsOf = ({ moments, failed }: Shown): readonly number[] => [...moments, ...failed.map(({ moment }) => moment)].toSorted((a, b) => a - b);

type PagesToShow = { readonly resource: Resource; readonly round: number; readonly entry: JournalEntry };

const pagesOf = (shown: Shown, pages: Pages): readonly PagesToShow[] =>
  momentsOf(shown).flatMap((moment, round) => pages(shown.resourceId, moment).map((entry) => ({ resource: shown.resource, round, entry })));

const missingOf = (shown: Shown): readonly Missing[] => {
  const moments = momentsOf(shown);
  return shown.failed.map(({ moment, failure }) => ({ resource: shown.resource, round: moments.indexOf(moment), failure }));
};

const exchangesOf = async (db: ArchiveDatabase, toShow: readonly PagesToShow[]): Promise<readonly Exchange[]> => {
  const bodies = await readBodies(
    db,
    toShow.map(({ entry }) => entry.bodyId),
  );
  return toShow.map(({ resource, round, entry: { bodyId, resourceId: _, ...how } }) => {
    const stored = bodies.get(bodyId);
    if (stored === undefined) throw damaged(`body ${bodyId} is not there`);
    return { ...how, resource, round, body: stored.body };
  });
};

/** The jobs in the order of the newest list; those that it no longer names stand behind. */
const inListOrder = (exchanges: readonly Exchange[], reader: BodyReader, jobIds: readonly string[]): readonly string[] => {
  const newest = Math.max(...exchanges.map(({ round }) => round));
  const pages = exchanges.filter(({ round }) => round === newest).map(({ body }) => body.read());
  const listed = (reader.jobs(pages) ?? []).map(({ id }) => id).filter((id) => jobIds.includes(id));
  return [...new Set([...listed, ...jobIds])];
};

const statusCounts = z.record(z.string(), z.number());

type Traffic = Pick<Evidence, 'statuses' | 'retries'>;

const withTraffic = (sum: Traffic, { statuses, retries }: { readonly statuses: string; readonly retries: number }): Traffic => {
  const total: Record<string, number> = { ...sum.statuses };
  for (const [status, count] of Object.entries(statusCounts.parse(JSON.parse(statuses)))) total[status] = (total[status] ?? 0) + count;
  return { statuses: total, retries: sum.retries + retries };
};

/** What it took to bring home all that is shown. */
const trafficOf = async (db: ArchiveDatabase, collections: readonly number[]): Promise<Traffic> => {
  let sum: Traffic = { statuses: {}, retries: 0 };
  for (const batch of inBatches([...new Set(collections)])) {
    const rows = await db.selectFrom('collection').select(['statuses', 'retries']).where('id', 'in', batch).execute();
    sum = rows.reduce(withTraffic, sum);
  }
  return sum;
};

type Choice = Chosen & { readonly resource: Resource };

const shownOf = (choices: readonly Choice[], failures: ReadonlyMap<number, readonly Failed[]>): readonly Shown[] =>
  choices.map((choice) => ({ ...choice, failed: failures.get(choice.resourceId) ?? [] }));

const listChoice = ({ list }: Selection): readonly Choice[] => (list === null ? [] : [{ ...list, resource: { kind: 'jobs' } }]);

const jobChoices = ({ sessions, logs }: Selection, jobIds: readonly string[]): readonly Choice[] => [
  ...jobIds.flatMap((jobId): Choice[] => {
    const chosen = sessions.get(jobId);
    return chosen === undefined ? [] : [{ ...chosen, resource: { kind: 'sessions', jobId } }];
  }),
  ...jobIds.flatMap((id) =>
    logs
      .filter(({ jobId }) => jobId === id)
      .map(({ sessionId, ...chosen }): Choice => ({ ...chosen, resource: { kind: 'log', jobId: id, sessionId } })),
  ),
];

const assemble = async (db: ArchiveDatabase, reader: BodyReader, selection: Selection): Promise<Evidence> => {
  const { present, sessions } = selection;
  const list = shownOf(listChoice(selection), await failuresOf(db, listChoice(selection), present));
  const listPages = await findPages(db, list);
  const lists = await exchangesOf(
    db,
    list.flatMap((shown) => pagesOf(shown, listPages)),
  );
  const choices = jobChoices(selection, inListOrder(lists, reader, [...sessions.keys()]));
  const others = shownOf(choices, await failuresOf(db, choices, present));
  const pages = await findPages(db, others);
  const exchanges = await exchangesOf(
    db,
    others.flatMap((shown) => pagesOf(shown, pages)),
  );
  const shown = [...list, ...others];
  const used = [present.collectionId, ...shown.flatMap(momentsOf).map(collectionOf)];
  const { base_url, started_at, finished_at } = await db
    .selectFrom('collection')
    .select(['base_url', 'started_at', 'finished_at'])
    .where('id', '=', present.collectionId)
    .executeTakeFirstOrThrow();
  return {
    baseUrl: base_url,
    startedAt: started_at,
    finishedAt: finished_at,
    exchanges: [...lists, ...exchanges],
    missing: shown.flatMap(missingOf),
    ...(await trafficOf(db, used)),
  };
};

const gather = async (
  trx: ArchiveTransaction,
  reader: BodyReader,
  tenant: string,
  window: Window,
  options: EvidenceOptions,
): Promise<Evidence | null> => {
  const tenantId = await findTenant(trx, tenant);
  const selection = tenantId === null ? null : await selectReadings(trx, tenantId, window, options);
  return selection === null ? null : assemble(trx, reader, selection);
};

/** The least evidence that shows all that is known for a window, from one snapshot of the archive. */
export const findEvidence = (
  db: ArchiveDatabase,
  reader: BodyReader,
  tenant: string,
  window: Window,
  options: EvidenceOptions,
): Promise<Evidence | null> =>
  db
    .transaction()
    .setAccessMode('read only')
    .execute((trx) => gather(trx, reader, tenant, window, options));

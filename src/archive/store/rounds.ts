import { readJournals } from './collections.ts';
import { newestReadings } from './known.ts';
import { collectionOf, momentOf, OPEN, roundOf } from './moment.ts';
import type { JournalEntry } from './journal.ts';
import type { ArchiveTransaction } from './tables.ts';
import type { Body } from '../../model/body.ts';
import type { Resource } from '../../model/evidence.ts';

/** An exchange of the collection at hand, as it goes into the journal, with what it is about. */
export type Page = { readonly resource: Resource; readonly body: Body; readonly entry: JournalEntry };

/** All pages of one round of one resource, in order. */
export type Round = { readonly resource: Resource; readonly resourceId: number; readonly moment: number; readonly pages: readonly Page[] };

export const roundKey = (resourceId: number, round: number): string => `${resourceId} ${round}`;

const roundOfPages = (pages: readonly Page[], collectionId: number): readonly Round[] => {
  const ordered = pages.toSorted((a, b) => a.entry.page - b.entry.page);
  const [first] = ordered;
  if (first === undefined) return [];
  const { resourceId, round } = first.entry;
  return [{ resource: first.resource, resourceId, moment: momentOf(collectionId, round), pages: ordered }];
};

/** The rounds of which nothing is missing, the earlier first. `missing` holds the keys of the others. */
export const wholeRounds = (pages: readonly Page[], missing: ReadonlySet<string>, collectionId: number): readonly Round[] =>
  [...Map.groupBy(pages, ({ entry }) => roundKey(entry.resourceId, entry.round))]
    .filter(([key]) => !missing.has(key))
    .flatMap(([, found]) => roundOfPages(found, collectionId))
    .toSorted((a, b) => a.moment - b.moment);

/** The bodies that a round consists of, as a text to compare. */
export const contentOf = (entries: readonly JournalEntry[]): string =>
  entries
    .toSorted((a, b) => a.page - b.page)
    .map(({ bodyId }) => bodyId)
    .join(' ');

/** A whole reading, and what it consisted of. */
export type EarlierReading = { readonly moment: number; readonly content: string };

/** The newest whole reading of each resource that has one. */
export const earlierReadings = async (
  trx: ArchiveTransaction,
  tenantId: number,
  resourceIds: readonly number[],
): Promise<Map<number, EarlierReading>> => {
  const newest = await newestReadings(trx, tenantId, resourceIds, OPEN);
  const journals = await readJournals(trx, [...newest.values()].map(collectionOf));
  const rounds = new Map([...journals].map(([id, entries]) => [id, Map.groupBy(entries, (entry) => roundKey(entry.resourceId, entry.round))]));
  const contentAt = (resourceId: number, moment: number): string =>
    contentOf(rounds.get(collectionOf(moment))?.get(roundKey(resourceId, roundOf(moment))) ?? []);
  return new Map([...newest].map(([resourceId, moment]) => [resourceId, { moment, content: contentAt(resourceId, moment) }]));
};

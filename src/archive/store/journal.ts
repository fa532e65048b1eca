import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { damaged } from './damage.ts';
import type { Instant } from '../../model/instant.ts';

/** How one page was had. Its resource, its moment's round and its body are numbers of other rows. */
export type JournalEntry = {
  readonly resourceId: number;
  readonly round: number;
  readonly page: number;
  readonly path: string;
  readonly sentAt: Instant;
  readonly receivedAt: Instant;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly bodyId: number;
};

const count = z.number().int();
/** Instants are written as milliseconds since the collection began, which makes them short and alike. */
const line = z.tuple([count, count, count, z.string(), count, count, count, z.record(z.string(), z.string()), count, count]);
const journal = z.array(line);

type Line = z.infer<typeof line>;

const lineOf = (entry: JournalEntry, startedAt: Instant): Line => [
  entry.resourceId,
  entry.round,
  entry.page,
  entry.path,
  entry.sentAt - startedAt,
  entry.receivedAt - startedAt,
  entry.status,
  { ...entry.headers },
  entry.attempts,
  entry.bodyId,
];

const entryOf = ([resourceId, round, page, path, sent, received, status, headers, attempts, bodyId]: Line, startedAt: Instant): JournalEntry => ({
  resourceId,
  round,
  page,
  path,
  sentAt: startedAt + sent,
  receivedAt: startedAt + received,
  status,
  headers,
  attempts,
  bodyId,
});

/**
 * One collection's exchanges in one packed text: paths and headers say nearly the same a hundred times, so that together they
 * take a few bytes each, where rows of their own would take a few hundred. They are never needed but all together.
 */
export const writeJournal = (entries: readonly JournalEntry[], startedAt: Instant): Uint8Array =>
  deflateRawSync(JSON.stringify(entries.map((entry) => lineOf(entry, startedAt))), { level: 9 });

/** Undoes `writeJournal`. Throws UserError where it is damaged. */
export const readJournal = (packed: Uint8Array, startedAt: Instant): readonly JournalEntry[] => {
  try {
    return journal.parse(JSON.parse(inflateRawSync(packed).toString())).map((found) => entryOf(found, startedAt));
  } catch (cause) {
    throw damaged('the journal of a collection cannot be read', cause);
  }
};

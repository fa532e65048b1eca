import { OPEN } from './moment.ts';
import type { ArchiveDatabase } from './tables.ts';
import type { Instant } from '../../model/instant.ts';

/** The stretch of session starts that must be shown, and the last moment that counts as known. */
export type Span = { readonly from: Instant; readonly to: Instant; readonly edge: Instant; readonly known: number };

type Shown = { readonly start_at: number; readonly from_moment: number; readonly to_moment: number };

/** The states that count as of `known`: for every session exactly one. */
const standing = (db: ArchiveDatabase, resourceId: number, known: number) =>
  db
    .selectFrom('session_state')
    .select(['start_at', 'from_moment', 'to_moment'])
    .where('resource_id', '=', resourceId)
    .where('from_moment', '<=', known)
    .where('superseded_at', '>', known);

/**
 * What the left edge and the source's own account may need, however long ago it was: the session that started last of all,
 * and those before the window that last succeeded, succeeded or warned, or ran at all. The policy says which of these is a recovery point.
 */
const landmarks = async (db: ArchiveDatabase, resourceId: number, { edge, known }: Span): Promise<readonly Shown[]> => {
  const newest = standing(db, resourceId, known).orderBy('start_at', 'desc').limit(1);
  const before = newest.where('start_at', '<', edge);
  const ended = before.where('end_at', '<=', edge);
  const found = [
    await newest.executeTakeFirst(),
    await before.executeTakeFirst(),
    await ended.where('status_class', '=', 'success').executeTakeFirst(),
    await ended.where('status_class', 'in', ['success', 'warning']).executeTakeFirst(),
  ];
  return found.filter((row) => row !== undefined);
};

const isShown = ({ from_moment: from, to_moment: to }: Shown, chosen: readonly number[]): boolean =>
  chosen.some((moment) => moment >= from && moment <= to);

/** The oldest session of the span that no chosen reading shows as it stands. */
const oldestHidden = (db: ArchiveDatabase, resourceId: number, { known, to }: Span, since: Instant, chosen: readonly number[]) =>
  standing(db, resourceId, known)
    .where('start_at', '>=', since)
    .where('start_at', '<', to)
    .where((eb) => eb.and(chosen.map((moment) => eb.or([eb('to_moment', '<', moment), eb('from_moment', '>', moment)]))))
    .orderBy('start_at')
    .limit(1)
    .executeTakeFirst();

/** For the oldest session not shown yet the newest reading that shows it, until none is left. */
const coverSpan = async (db: ArchiveDatabase, resourceId: number, newest: number, span: Span): Promise<readonly number[]> => {
  const chosen = [newest];
  let since = span.from;
  for (;;) {
    const hidden = await oldestHidden(db, resourceId, span, since, chosen);
    if (hidden === undefined) return chosen;
    if (hidden.to_moment >= OPEN || chosen.includes(hidden.to_moment)) throw new Error('A session is shown by no reading.');
    chosen.push(hidden.to_moment);
    since = hidden.start_at;
  }
};

/** The least readings of a session list that show every session of the span, and the landmarks, as they stand; ascending. */
export const chooseReadings = async (db: ArchiveDatabase, resourceId: number, newest: number, span: Span): Promise<readonly number[]> => {
  const chosen = [...(await coverSpan(db, resourceId, newest, span))];
  for (const row of await landmarks(db, resourceId, span)) if (!isShown(row, chosen)) chosen.push(row.to_moment);
  return chosen.toSorted((a, b) => a - b);
};

import { z } from 'zod';
import { inBatches } from './batches.ts';
import { damaged } from './damage.ts';
import { momentOf } from './moment.ts';
import type { CollectFailure, FailureCode } from '../../model/evidence.ts';
import type { Present } from './known.ts';
import type { Chosen } from './select.ts';
import type { ArchiveDatabase } from './tables.ts';

const CODES: Readonly<Record<FailureCode, true>> = {
  'refused-key': true,
  forbidden: true,
  'not-found': true,
  'rate-limited': true,
  'server-error': true,
  'bad-request': true,
  timeout: true,
  network: true,
  tls: true,
  'cut-off': true,
  'too-large': true,
  'not-json': true,
  'not-a-list': true,
  'redirect-refused': true,
  'endless-paging': true,
};

const failure = z.object({
  code: z.custom<FailureCode>((value) => typeof value === 'string' && Object.hasOwn(CODES, value)),
  request: z.string(),
  status: z.number().nullable(),
  attempts: z.number(),
  detail: z.string().nullable(),
});

/** A reading that could not be had. */
export type Failed = { readonly moment: number; readonly failure: CollectFailure };

const readFailure = (text: string): CollectFailure => {
  try {
    return failure.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged('a failure that was recorded cannot be read', cause);
  }
};

/** Those of the present collection and later; and the last one that came after everything that could be read, however old. */
const thatMatter = (failed: readonly Failed[], { moments }: Chosen, { collectionId }: Present): readonly Failed[] => {
  const newest = moments.at(-1) ?? -1;
  const last = failed.findLast(({ moment }) => moment > newest);
  return failed.filter((one) => one === last || one.moment >= momentOf(collectionId, 0));
};

/** What could not be had of the chosen resources, as far as it still matters, ascending by moment. */
export const failuresOf = async (
  db: ArchiveDatabase,
  chosen: readonly Chosen[],
  present: Present,
): Promise<ReadonlyMap<number, readonly Failed[]>> => {
  const found = new Map<number, Failed[]>();
  for (const batch of inBatches(chosen.map(({ resourceId }) => resourceId))) {
    const query = db.selectFrom('missing').selectAll().where('resource_id', 'in', batch).where('moment', '<=', present.known);
    for (const row of await query.orderBy('moment').execute())
      found.set(row.resource_id, [...(found.get(row.resource_id) ?? []), { moment: row.moment, failure: readFailure(row.failure) }]);
  }
  return new Map(chosen.map((one) => [one.resourceId, thatMatter(found.get(one.resourceId) ?? [], one, present)]));
};

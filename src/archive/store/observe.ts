import { observeJobs } from './observe-jobs.ts';
import { observeSessions } from './observe-sessions.ts';
import { contentOf, earlierReadings, type EarlierReading, type Round } from './rounds.ts';
import { collectionOf, roundOf } from './moment.ts';
import { inBatches } from './batches.ts';
import type { ArchiveTransaction } from './tables.ts';
import type { BodyReader, JobChange } from '../archive.ts';

export type Observed = { readonly newSessions: number; readonly changedSessions: number; readonly jobs: readonly JobChange[] };

type Step = Observed & { readonly readable: boolean };

const NOTHING: Observed = { newSessions: 0, changedSessions: 0, jobs: [] };
const UNREADABLE: Step = { ...NOTHING, readable: false };
const SEEN: Step = { ...NOTHING, readable: true };

const observeRound = async (trx: ArchiveTransaction, reader: BodyReader, round: Round, earlier: EarlierReading | null): Promise<Step> => {
  const { resource, resourceId, moment } = round;
  if (resource.kind === 'log') return SEEN;
  const bodies = round.pages.map(({ body }) => body.read());
  const about = { resourceId, moment, previous: earlier?.moment ?? null };
  if (resource.kind === 'jobs') {
    const jobs = reader.jobs(bodies);
    return jobs === null ? UNREADABLE : { ...SEEN, jobs: await observeJobs(trx, { ...about, items: jobs }) };
  }
  const sessions = reader.sessions(bodies);
  if (sessions === null) return UNREADABLE;
  const { added, changed } = await observeSessions(trx, { ...about, items: sessions });
  return { ...SEEN, newSessions: added, changedSessions: changed };
};

/**
 * Keeps what whole rounds show, the earlier first. A body that is the same as last time is not even read: what it shows is
 * still being seen.
 */
export const observe = async (trx: ArchiveTransaction, reader: BodyReader, tenantId: number, rounds: readonly Round[]): Promise<Observed> => {
  const newest = await earlierReadings(trx, tenantId, [...new Set(rounds.map(({ resourceId }) => resourceId))]);
  const readings: Round[] = [];
  let sum = NOTHING;
  for (const round of rounds) {
    const earlier = newest.get(round.resourceId) ?? null;
    const content = contentOf(round.pages.map(({ entry }) => entry));
    const step = earlier?.content === content ? SEEN : await observeRound(trx, reader, round, earlier);
    if (!step.readable) continue;
    readings.push(round);
    newest.set(round.resourceId, { moment: round.moment, content });
    sum = added(sum, step);
  }
  const rows = readings.map(({ resourceId, moment }) => ({ collection_id: collectionOf(moment), resource_id: resourceId, round: roundOf(moment) }));
  for (const batch of inBatches(rows, 3)) await trx.insertInto('reading').values(batch).execute();
  return sum;
};

const added = (a: Observed, b: Observed): Observed => ({
  newSessions: a.newSessions + b.newSessions,
  changedSessions: a.changedSessions + b.changedSessions,
  jobs: [...a.jobs, ...b.jobs],
});

import { readList } from './list.ts';
import { resourceKey } from './resource-key.ts';
import type { CollectFailure, Evidence, Exchange, Missing, Resource } from '../../model/evidence.ts';
import type { Instant } from '../../model/instant.ts';

/** One complete reading of a resource, as it was understood. `at` is when its first page was received. */
export type Reading<List> = { readonly list: List; readonly at: Instant };

/** Records, as sent, in the words of the model. */
export type ReadRecords<List> = (records: readonly unknown[]) => List;

/** What one resource answered: every complete reading, in order; why there is none; why the newest one is not among them. */
export type Answers<List> = {
  readonly readings: readonly Reading<List>[];
  readonly failure: CollectFailure | null;
  readonly stale: CollectFailure | null;
};

/** What was answered and what was not: all that reading needs. */
export type EvidencePart = Pick<Evidence, 'exchanges' | 'missing'>;

/** The evidence, sorted by resource. */
export type EvidenceIndex = {
  readonly exchanges: ReadonlyMap<string, readonly Exchange[]>;
  readonly missing: ReadonlyMap<string, readonly Missing[]>;
};

export const indexEvidence = (evidence: EvidencePart): EvidenceIndex => ({
  exchanges: Map.groupBy(evidence.exchanges, (exchange) => resourceKey(exchange.resource)),
  missing: Map.groupBy(evidence.missing, ({ resource }) => resourceKey(resource)),
});

const withoutQuery = (path: string): string => path.split('?', 1)[0] ?? path;

const unreadable = (exchange: Exchange, code: 'not-json' | 'not-a-list'): CollectFailure => ({
  code,
  request: `GET ${withoutQuery(exchange.path)}`,
  status: exchange.status,
  attempts: exchange.attempts,
  detail: null,
});

/** Evidence that names neither an answer nor a failure for a resource proves nothing about it. */
const ABSENT: CollectFailure = { code: 'network', request: 'GET', status: null, attempts: 0, detail: 'not in the evidence' };

type Outcome<List> = Reading<List> | CollectFailure;

/** The pages of one round, one after the other. What was parsed is let go before the next round is. */
const readRound = <List>(pages: readonly Exchange[], read: ReadRecords<List>): Outcome<List> => {
  const lists: (readonly unknown[])[] = [];
  const ordered = pages.toSorted((a, b) => a.page - b.page);
  for (const page of ordered) {
    const list = readList(page.body.read());
    if (typeof list === 'string') return unreadable(page, list);
    lists.push(list.items);
  }
  return { list: read(lists.length === 1 ? (lists[0] ?? []) : lists.flat()), at: ordered[0]?.receivedAt ?? 0 };
};

const isFailure = <List>(outcome: Outcome<List>): outcome is CollectFailure => 'code' in outcome;
const isReading = <List>(outcome: Outcome<List>): outcome is Reading<List> => !isFailure(outcome);

/** Every round by its number. A round with a missing page is no reading, whatever its other pages say. */
const outcomesOf = <List>(pages: readonly Exchange[], missing: readonly Missing[], read: ReadRecords<List>): readonly Outcome<List>[] => {
  const byRound = Map.groupBy(pages, ({ round }) => round);
  const failed = new Map(missing.map(({ round, failure }) => [round, failure]));
  const rounds = [...new Set([...byRound.keys(), ...failed.keys()])].toSorted((a, b) => a - b);
  return rounds.map((round) => failed.get(round) ?? readRound(byRound.get(round) ?? [], read));
};

/** A failure counts only where no round could be read: a later reading that fails does not undo an earlier one. */
export const answersOf = <List>(index: EvidenceIndex, resource: Resource, read: ReadRecords<List>): Answers<List> => {
  const key = resourceKey(resource);
  const outcomes = outcomesOf(index.exchanges.get(key) ?? [], index.missing.get(key) ?? [], read);
  const readings = outcomes.filter(isReading<List>);
  const newest = outcomes.at(-1) ?? ABSENT;
  const failure = isFailure(newest) ? newest : null;
  return readings.length === 0 ? { readings, failure: failure ?? ABSENT, stale: null } : { readings, failure: null, stale: failure };
};

/** The sessions of a job whose log was asked for, in the order of the evidence. */
export const askedLogs = (evidence: EvidencePart): ReadonlyMap<string, readonly string[]> => {
  const asked = new Map<string, Set<string>>();
  for (const { resource } of [...evidence.exchanges, ...evidence.missing]) {
    if (resource.kind !== 'log') continue;
    const sessions = asked.get(resource.jobId) ?? new Set();
    asked.set(resource.jobId, sessions.add(resource.sessionId));
  }
  return new Map([...asked].map(([jobId, sessions]) => [jobId, [...sessions]]));
};

import { readList } from './list.ts';
import { resourceKey } from './resource-key.ts';
import type { CollectFailure, Evidence, Exchange, Resource } from '../../model/evidence.ts';

/** What one resource answered: a list of records for every round, in order, or why there is none. */
export type Answers = { readonly rounds: readonly (readonly unknown[])[]; readonly failure: CollectFailure | null };

/** The evidence, sorted by resource. */
export type EvidenceIndex = {
  readonly exchanges: ReadonlyMap<string, readonly Exchange[]>;
  readonly missing: ReadonlyMap<string, CollectFailure>;
};

export const indexEvidence = (evidence: Evidence): EvidenceIndex => ({
  exchanges: Map.groupBy(evidence.exchanges, (exchange) => resourceKey(exchange.resource)),
  missing: new Map(evidence.missing.map(({ resource, failure }) => [resourceKey(resource), failure])),
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

type Round = readonly unknown[] | CollectFailure;

/** The pages of one round, one after the other. */
const readRound = (pages: readonly Exchange[]): Round => {
  const lists: (readonly unknown[])[] = [];
  for (const page of pages.toSorted((a, b) => a.page - b.page)) {
    const list = readList(page.body);
    if (typeof list === 'string') return unreadable(page, list);
    lists.push(list.items);
  }
  return lists.length === 1 ? (lists[0] ?? []) : lists.flat();
};

const isFailure = (round: Round): round is CollectFailure => 'code' in round;
const isRead = (round: Round): round is readonly unknown[] => !isFailure(round);

/** A failure counts only where no round could be read: a second reading that fails does not undo the first. */
export const answersOf = (index: EvidenceIndex, resource: Resource): Answers => {
  const key = resourceKey(resource);
  const missing = index.missing.get(key);
  if (missing !== undefined) return { rounds: [], failure: missing };
  const byRound = Map.groupBy(index.exchanges.get(key) ?? [], (exchange) => exchange.round);
  const read = [...byRound].toSorted(([a], [b]) => a - b).map(([, pages]) => readRound(pages));
  const rounds = read.filter(isRead);
  return { rounds, failure: rounds.length > 0 ? null : (read.find(isFailure) ?? ABSENT) };
};

/** The sessions of a job whose log was asked for, in the order of the evidence. */
export const askedLogs = (evidence: Evidence): ReadonlyMap<string, readonly string[]> => {
  const asked = new Map<string, Set<string>>();
  for (const { resource } of [...evidence.exchanges, ...evidence.missing]) {
    if (resource.kind !== 'log') continue;
    const sessions = asked.get(resource.jobId) ?? new Set();
    asked.set(resource.jobId, sessions.add(resource.sessionId));
  }
  return new Map([...asked].map(([jobId, sessions]) => [jobId, [...sessions]]));
};

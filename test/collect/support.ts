import type { CollectSource } from '../../src/collect/collect.ts';
import { bodyOf } from '../../src/model/body.ts';
import type { CollectFailure, Exchange, Resource } from '../../src/model/evidence.ts';

/** The records that a resource answers in a round, or the failure to have it. */
export type Script = (resource: Resource, round: number) => readonly unknown[] | CollectFailure;

export const failure = (code: CollectFailure['code']): CollectFailure => ({ code, request: 'GET /v1/x', status: 500, attempts: 5, detail: null });

const exchange = (resource: Resource, round: number, records: readonly unknown[]): Exchange => ({
  resource,
  page: 0,
  round,
  path: '/v1/x',
  sentAt: 0,
  receivedAt: 0,
  status: 200,
  headers: {},
  attempts: 1,
  body: bodyOf(new TextEncoder().encode(JSON.stringify(records))),
});

/** A source by script. Later questions are answered first, so that no order of arrival is taken for granted. */
export const scriptedSource = (script: Script): CollectSource & { readonly asked: readonly string[] } => {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const answerAll = (): void => {
    for (const answer of waiting.splice(0).reverse()) answer();
  };
  const fetch: CollectSource['fetch'] = async (resource, round = 0) => {
    const ids = resource.kind === 'jobs' ? [] : resource.kind === 'log' ? [resource.jobId, resource.sessionId] : [resource.jobId];
    asked.push([resource.kind, ...ids, round].join(' '));
    await new Promise<void>((answer) => {
      waiting.push(answer);
      queueMicrotask(answerAll);
    });
    const records = script(resource, round);
    return 'code' in records
      ? { exchanges: [], records: [], failure: records }
      : { exchanges: [exchange(resource, round, records)], records, failure: null };
  };
  return { asked, fetch, traffic: () => ({ statuses: { '200': asked.length }, retries: 0 }) };
};

export const job = (id: string, over: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  name: `Job ${id}`,
  isEnabled: true,
  lastRun: null,
  lastStatus: null,
  ...over,
});

/** A run on a day of October 2026 that took a minute. */
export const run = (id: string, day: number, status = 'Success'): Record<string, unknown> => {
  const start = Date.UTC(2026, 9, day, 2);
  const end = status === 'Running' ? null : new Date(start + 60_000).toISOString();
  return { id, creationTime: new Date(start).toISOString(), endTime: end, status, progress: 1, processedObjects: 1 };
};

/** What a job says of the run above. */
export const lastRun = (day: number, lastStatus = 'Success'): Record<string, unknown> => ({
  lastRun: new Date(Date.UTC(2026, 9, day, 2, 1)).toISOString(),
  lastStatus,
});

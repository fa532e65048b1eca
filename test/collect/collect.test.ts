import { describe, expect, it } from 'vitest';
import { collect } from '../../src/collect/collect.ts';
import { readEvidence } from '../../src/vdc/read/index.ts';
import { failure, job, lastRun, run, scriptedSource, type Script } from './support.ts';
import type { CollectEvent } from '../../src/collect/event.ts';
import type { LogChoice } from '../../src/collect/plan.ts';
import type { Evidence } from '../../src/model/evidence.ts';

type Collected = { readonly evidence: Evidence; readonly events: readonly CollectEvent[]; readonly asked: readonly string[] };

const window = { from: Date.UTC(2026, 9, 10), to: Date.UTC(2026, 9, 20) };

const collectFrom = async (script: Script, logs: LogChoice = 'none'): Promise<Collected> => {
  const source = scriptedSource(script);
  const events: CollectEvent[] = [];
  let clock = 1000;
  const now = (): number => (clock += 1);
  const evidence = await collect(source, { window, logs, baseUrl: 'https://vdc.test/v1' }, { now }, (event) => events.push(event));
  return { evidence, events, asked: source.asked };
};

const order = ({ exchanges }: Evidence): string[] =>
  exchanges.map(({ resource, round }) => [...Object.values(resource), ...(round === 0 ? [] : ['again'])].join(' '));

describe('a collection', () => {
  const script: Script = (resource) => {
    if (resource.kind === 'jobs') return [job('b'), job('a'), job('c', { isEnabled: false })];
    return resource.kind === 'sessions' ? [run(`${resource.jobId}1`, 12)] : [{ title: '[Success] Found 1 objects' }];
  };

  it('is the job list and the sessions of every job, disabled ones too, in the order of the list', async () => {
    const { evidence, asked } = await collectFrom(script);
    expect(order(evidence)).toEqual(['jobs', 'sessions b', 'sessions a', 'sessions c']);
    expect(evidence).toMatchObject({
      baseUrl: 'https://vdc.test/v1',
      startedAt: 1001,
      finishedAt: 1002,
      missing: [],
      statuses: { '200': 4 },
      retries: 0,
    });
    expect(asked).toHaveLength(4);
  });

  it('tells how far it is', async () => {
    const { events } = await collectFrom(script, 'all');
    expect(events).toEqual([
      { kind: 'jobs-listed', jobs: 3 },
      { kind: 'job-read', done: 1, total: 3, jobId: 'c', name: 'Job c', failure: null },
      { kind: 'job-read', done: 2, total: 3, jobId: 'a', name: 'Job a', failure: null },
      { kind: 'job-read', done: 3, total: 3, jobId: 'b', name: 'Job b', failure: null },
      { kind: 'log-read', done: 1, total: 3, jobId: 'c', sessionId: 'c1', failure: null },
      { kind: 'log-read', done: 2, total: 3, jobId: 'a', sessionId: 'a1', failure: null },
      { kind: 'log-read', done: 3, total: 3, jobId: 'b', sessionId: 'b1', failure: null },
    ]);
  });

  it('of no jobs is an empty one', async () => {
    const { evidence, events } = await collectFrom(() => []);
    expect(order(evidence)).toEqual(['jobs']);
    expect(events).toEqual([{ kind: 'jobs-listed', jobs: 0 }]);
  });
});

describe('logs', () => {
  const runs = [
    run('before', 9, 'Failed'),
    run('edge', 10, 'Failed'),
    run('good', 12),
    run('warned', 13, 'Warning'),
    run('stopped', 14, 'Stopped'),
    run('odd', 15, 'Sleepy'),
    run('open', 16, 'Running'),
    run('after', 20, 'Failed'),
  ];
  const script: Script = (resource) => {
    if (resource.kind === 'jobs') return [job('a')];
    return resource.kind === 'sessions' ? runs.toReversed() : [];
  };
  const logsOf = async (logs: LogChoice): Promise<readonly string[]> =>
    order((await collectFrom(script, logs)).evidence)
      .filter((line) => line.startsWith('log'))
      .map((line) => line.replace('log a ', ''));

  it('are not read where none are wanted', async () => expect(await logsOf('none')).toEqual([]));
  it('are read of the runs of the window that went wrong', async () =>
    expect(await logsOf('problems')).toEqual(['edge', 'warned', 'stopped', 'odd']));
  it('are read of all runs of the window', async () => expect(await logsOf('all')).toEqual(['edge', 'good', 'warned', 'stopped', 'odd', 'open']));
});

describe('a failure', () => {
  it('of the job list ends it, and is in the evidence', async () => {
    const { evidence, events, asked } = await collectFrom(() => failure('refused-key'));
    expect(evidence).toMatchObject({ exchanges: [], missing: [{ resource: { kind: 'jobs' }, round: 0, failure: { code: 'refused-key' } }] });
    expect(events).toEqual([{ kind: 'jobs-failed', failure: failure('refused-key') }]);
    expect(asked).toEqual(['jobs 0']);
    expect(readEvidence(evidence).failure).toEqual(failure('refused-key'));
  });

  it('of one job loses no other', async () => {
    const { evidence, events } = await collectFrom((resource) => {
      if (resource.kind === 'jobs') return ['a', 'b', 'c'].map((id) => job(id, lastRun(12)));
      return resource.kind === 'sessions' && resource.jobId === 'b' ? failure('server-error') : [run('s', 12)];
    });
    expect(order(evidence)).toEqual(['jobs', 'sessions a', 'sessions c']);
    expect(evidence.missing).toEqual([{ resource: { kind: 'sessions', jobId: 'b' }, round: 0, failure: failure('server-error') }]);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'job-read', jobId: 'b', failure: failure('server-error') }));
    expect(readEvidence(evidence).jobs.map((one) => one.failure?.code ?? one.sessions.length)).toEqual([1, 'server-error', 1]);
  });

  it('of one log loses no other', async () => {
    const { evidence } = await collectFrom((resource) => {
      if (resource.kind === 'jobs') return [job('a')];
      if (resource.kind === 'sessions') return [run('s1', 12, 'Failed'), run('s2', 13, 'Failed')];
      return resource.sessionId === 's1' ? failure('not-found') : [{ title: '[Error] A task was canceled.' }];
    }, 'problems');
    expect(readEvidence(evidence).jobs).toMatchObject([
      { logs: [{ sessionId: 's2' }], logFailures: [{ sessionId: 's1', failure: { code: 'not-found' } }] },
    ]);
  });
});

describe('a last run that no session bears out', () => {
  const twice =
    (list: readonly unknown[], first: readonly unknown[], second: ReturnType<Script>, listAgain: ReturnType<Script> = list): Script =>
    (resource, round) => {
      if (resource.kind === 'jobs') return round === 0 ? list : listAgain;
      if (resource.kind === 'log') return [];
      return resource.jobId === 'a' && round === 1 ? second : first;
    };

  it('is asked for once more, with the job list', async () => {
    const { evidence, events, asked } = await collectFrom(
      twice([job('b', lastRun(12)), job('a', lastRun(13))], [run('s1', 12)], [run('s2', 13), run('s1', 12)]),
    );
    expect(asked).toEqual(['jobs 0', 'sessions b 0', 'sessions a 0', 'jobs 1', 'sessions a 1']);
    expect(order(evidence)).toEqual(['jobs', 'jobs again', 'sessions b', 'sessions a', 'sessions a again']);
    expect(events).toContainEqual({ kind: 'read-again', jobs: 1 });
    expect(readEvidence(evidence).jobs.map(({ sessions }) => sessions.map(({ id }) => id))).toEqual([['s1'], ['s1', 's2']]);
  });

  it('is asked for no third time', async () => {
    const { asked } = await collectFrom(twice([job('a', lastRun(13))], [], []));
    expect(asked).toEqual(['jobs 0', 'sessions a 0', 'jobs 1', 'sessions a 1']);
  });

  it('may differ by a second, not by more', async () => {
    const off = (ms: number): Record<string, unknown> => ({ ...lastRun(12), lastRun: new Date(Date.UTC(2026, 9, 12, 2, 1, 0, ms)).toISOString() });
    expect((await collectFrom(twice([job('a', off(1000))], [run('s1', 12)], []))).asked).toHaveLength(2);
    expect((await collectFrom(twice([job('a', off(1001))], [run('s1', 12)], []))).asked).toHaveLength(4);
  });

  it('has another status', async () => {
    expect((await collectFrom(twice([job('a', lastRun(12, 'Failed'))], [run('s1', 12)], []))).asked).toHaveLength(4);
    expect((await collectFrom(twice([job('a', lastRun(12, 'succeeded'))], [run('s1', 12)], []))).asked).toHaveLength(2);
  });

  it('keeps the first answers where the second fail', async () => {
    const { evidence } = await collectFrom(twice([job('a', lastRun(13))], [run('s1', 12)], failure('timeout'), failure('server-error')));
    expect(readEvidence(evidence)).toMatchObject({ failure: null, jobs: [{ sessions: [{ id: 's1' }], failure: null }] });
  });

  it('says that the second reading failed, and why', async () => {
    const { evidence } = await collectFrom(twice([job('a', lastRun(13))], [run('s1', 12)], failure('timeout'), failure('server-error')));
    expect(evidence.missing).toEqual([
      { resource: { kind: 'jobs' }, round: 1, failure: failure('server-error') },
      { resource: { kind: 'sessions', jobId: 'a' }, round: 1, failure: failure('timeout') },
    ]);
    expect(readEvidence(evidence)).toMatchObject({ stale: { code: 'server-error' }, jobs: [{ stale: { code: 'timeout' } }] });
  });

  it('brings jobs that are new in the list', async () => {
    const { evidence } = await collectFrom(
      twice([job('a', lastRun(13))], [run('s1', 12)], [run('s1', 12)], [job('new'), job('a', lastRun(13))]),
      'all',
    );
    expect(order(evidence)).toEqual(['jobs', 'jobs again', 'sessions new again', 'sessions a', 'sessions a again', 'log new s1', 'log a s1']);
    expect(readEvidence(evidence).jobs).toMatchObject([
      { job: { id: 'new' }, sessions: [{ id: 's1' }], failure: null },
      { job: { id: 'a' }, failure: null },
    ]);
  });
});

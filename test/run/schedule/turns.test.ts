import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/run/schedule/turns.ts';
import type { Due } from '../../../src/schedule/due.ts';

const period = { key: '2026-10', unit: 'month', from: 0, to: 1, timezone: 'UTC' } as const;
const dueOf = (tenantId: string, instant = 0): Due => ({ schedule: 'monthly', tenantId, instant, period, settledAt: 0, startsAt: 0, endsAt: 1 });
const name = ({ tenantId, instant }: Due): string => `${tenantId}${String(instant)}`;

const open = (atOnce: number) => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const turns = createTurns(atOnce, (due) => {
    begun.push(name(due));
    return new Promise((done) => ends.set(name(due), done));
  });
  const end = async (which: string): Promise<void> => {
    ends.get(which)?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { turns, begun, end };
};

describe('turns', () => {
  it('keeps so many at a time and of each tenant one, in the order in which they are due', async () => {
    const { turns, begun, end } = open(2);
    turns.offer([dueOf('a', 2), dueOf('a', 1), dueOf('b'), dueOf('c')]);
    expect(begun).toEqual(['a2', 'b0']);
    await end('b0');
    expect(begun).toEqual(['a2', 'b0', 'c0']);
    await end('a2');
    expect([begun, turns.running()]).toEqual([['a2', 'b0', 'c0', 'a1'], 2]);
  });

  it('begins nothing twice that is offered again while it runs, and forgets what is no longer offered', async () => {
    const { turns, begun, end } = open(1);
    turns.offer([dueOf('a'), dueOf('b')]);
    turns.offer([dueOf('a'), dueOf('c')]);
    await end('a0');
    expect(begun).toEqual(['a0', 'c0']);
  });

  it('is idle when nothing runs and nothing waits', async () => {
    const { turns, end } = open(1);
    await turns.idle();
    turns.offer([dueOf('a'), dueOf('b')]);
    const seen: string[] = [];
    const idle = turns.idle().then(() => seen.push('idle'));
    await end('a0');
    expect(seen).toEqual([]);
    await end('b0');
    await idle;
    expect(seen).toEqual(['idle']);
  });
});

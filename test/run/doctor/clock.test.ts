import { describe, expect, it } from 'vitest';
import { clockResult } from '../../../src/run/doctor/clock.ts';
import { judgeRoom } from '../../../src/run/doctor/room.ts';

const HERE = Date.parse('2026-11-02T05:00:00Z');
const at = (seconds: number) => ({ headers: { date: new Date(HERE - seconds * 1000).toUTCString() }, sentAt: HERE, receivedAt: HERE });
const judged = (seconds: number) => clockResult(at(seconds), 'vdc.example', 'Europe/Berlin');

describe('the clock of this machine', () => {
  it.each([
    [0, 'ok', 'agree'],
    [59, 'ok', 'agree'],
    [-59, 'ok', 'agree'],
    [90, 'warning', 'ahead of'],
    [-90, 'warning', 'behind'],
    [3600, 'failed', '60 min ahead of'],
    [-3600, 'failed', '60 min behind'],
  ])('%s s from the source: %s', (seconds, state, words) => {
    expect(judged(seconds).state).toBe(state);
    expect(judged(seconds).found).toContain(words);
  });

  it('is not judged where the source does not tell', () => {
    expect(clockResult({ headers: {}, sentAt: HERE, receivedAt: HERE }, 'vdc.example', 'UTC').state).toBe('not-checked');
    expect(clockResult({ headers: { date: 'soon' }, sentAt: HERE, receivedAt: HERE }, 'vdc.example', 'UTC').state).toBe('not-checked');
    expect(clockResult(null, 'vdc.example', 'UTC').state).toBe('not-checked');
  });
});

describe('the room on a disk', () => {
  const MB = 1024 * 1024;
  it.each([
    [0, 'failed', '0 MB'],
    [99 * MB, 'failed', '99 MB'],
    [100 * MB, 'warning', '100 MB are free, which is little'],
    [1023 * MB, 'warning', '1023 MB'],
    [1024 * MB, 'ok', '1.0 GB are free'],
  ])('%s bytes: %s', (free, state, words) => {
    expect(judgeRoom(free).state).toBe(state);
    expect(judgeRoom(free).words).toContain(words);
  });
});

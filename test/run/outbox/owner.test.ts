import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isGone, owner } from '../../../src/run/outbox/owner.ts';

const [, place = '', pid = '', instance = ''] = /^(.*):(\d+):([^:]*)$/.exec(owner()) ?? [];
const another = randomUUID();

/** The number of a process that has ended. */
const ended = (): string => String(spawnSync(process.execPath, ['--version']).pid);

describe('the owner of a claim', () => {
  it('is this process, which is not gone, and no other that has or had its number', () => {
    expect([pid, instance.length]).toEqual([String(process.pid), 36]);
    expect([isGone(owner()), isGone(`${place}:${pid}:${another}`)]).toEqual([false, true]);
  });

  it('is gone where its process has ended, and not while it runs', () => {
    expect([isGone(`${place}:${ended()}:${another}`), isGone(`${place}:${String(process.ppid)}:${another}`)]).toEqual([true, false]);
  });

  it('is not known to be gone on another machine, in a container of this name, or where it cannot be read', () => {
    for (const text of [`elsewhere:${ended()}:${another}`, `${place.replace(/ .*/, '')} pid:[1]:${pid}:${another}`, 'somebody', ''])
      expect(isGone(text)).toBe(false);
  });
});

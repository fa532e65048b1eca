import { describe, expect, it } from 'vitest';
import { UsageError, UserError } from '../../../src/errors.ts';
import { failureFrom, good } from '../../../src/run/doctor/check.ts';
import { perform, type Check } from '../../../src/run/doctor/perform.ts';

const never = new AbortController().signal;
const check = (work: Check['work'], limit = 10_000): Check => ({ id: 'api', tenantId: null, limit, work });

describe('one check', () => {
  it('that hangs is given up in time, and told to end', async () => {
    const told = Promise.withResolvers<boolean>();
    const hang: Check['work'] = (signal) =>
      new Promise(() => {
        signal.addEventListener('abort', () => told.resolve(true));
      });
    const { found, ...row } = await perform(check(hang, 20), never);
    expect([row.id, row.state, row.fault]).toEqual(['api', 'failed', 'surroundings']);
    expect(found).toContain('0.02 s');
    expect(await told.promise).toBe(true);
  });

  it('that breaks is a row like any other, and a bug of ours', async () => {
    const row = await perform(
      check(async () => {
        throw new TypeError('x is undefined');
      }),
      never,
    );
    expect([row.state, row.fault]).toEqual(['failed', 'bug']);
    expect(row.found).toContain('TypeError: x is undefined');
  });

  it('is not waited for once all is interrupted', async () => {
    const controller = new AbortController();
    const ended = perform(
      check(() => new Promise(() => undefined)),
      controller.signal,
    );
    controller.abort(new Error('ctrl c'));
    await expect(ended).rejects.toThrow('ctrl c');
    await expect(
      perform(
        check(async () => good('late')),
        controller.signal,
      ),
    ).rejects.toThrow('ctrl c');
  });
});

describe('what was thrown', () => {
  it('is told without the tenant, whose heading it stands under, and tells whose fault it is', () => {
    const mistake = new UsageError('secret-missing', 'Tenant eu-1: the environment variable K is not set.\nTenant eu-2: the file k is empty.');
    expect(failureFrom(mistake)).toMatchObject({ fault: 'configuration', found: 'The environment variable K is not set.\nThe file k is empty.' });
    expect(failureFrom(new UserError('x', 'It rains.', { hint: 'Wait.' }))).toMatchObject({
      fault: 'surroundings',
      found: 'It rains.',
      next: 'Wait.',
    });
  });
});

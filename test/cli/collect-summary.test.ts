import { describe, expect, it } from 'vitest';
import type { JobChange, Recorded } from '../../src/archive/archive.ts';
import { collectJson, collectText } from '../../src/cli/collect-summary.ts';
import { UserError } from '../../src/errors.ts';
import type { TenantCollection } from '../../src/run/collect.ts';
import { makeJob } from '../analyze/support/build.ts';

const plain = (_colour: string, text: string): string => text;
const text = (...tenants: readonly TenantCollection[]): string => collectText({ tenants }, plain).replaceAll('\u00a0', ' ');

const change = (kind: JobChange['kind'], name: string, before: string | null = null): JobChange => ({
  kind,
  job: makeJob({ id: `id of ${name}`, name }),
  before: before === null ? null : makeJob({ name: before }),
});

const collected = (news: Partial<Recorded> = {}, changes: Partial<TenantCollection> = {}): TenantCollection => ({
  tenant: { id: 'contoso', name: 'Contoso Ltd' },
  listed: 12,
  recorded: { collectionId: 1, newBodies: 0, newBytes: 0, newSessions: 0, changedSessions: 0, jobs: [], ...news },
  missing: [],
  error: null,
  ...changes,
});

const FAILED = collected({}, { listed: null, recorded: null, error: new UserError('x', 'Tenant contoso: no.', { hint: 'Mend it.' }) });

describe('collectText', () => {
  it.each<[string, Partial<Recorded>]>([
    ['12 jobs · nothing new · 0 B stored', {}],
    ['12 jobs · 1 new session · 512 B stored', { newSessions: 1, newBytes: 512 }],
    ['12 jobs · 1,024 new sessions, 2 changed · 3 KB stored', { newSessions: 1024, changedSessions: 2, newBytes: 3072 }],
    ['12 jobs · 0 new sessions, 1 changed · 9 B stored', { changedSessions: 1, newBytes: 9 }],
  ])('%s', (words, news) => {
    expect(text(collected(news))).toBe(`✓ COLLECTED  Contoso Ltd (contoso) · ${words}`);
  });

  it('says what became of jobs, on one line each, whatever their names are', () => {
    const jobs = [
      change('added', 'A'),
      change('gone', 'x\u001b[2J\ny'),
      change('returned', 'C', 'C'),
      change('renamed', 'Home', 'Old\u202ename'),
      change('disabled', 'D', 'D'),
      change('enabled', 'E', 'E'),
    ];
    expect(text(collected({ jobs })).split('\n')).toEqual([
      '✓ COLLECTED  Contoso Ltd (contoso) · 12 jobs · no new session · 0 B stored',
      '  new job: A',
      '  job gone: x\\u001b[2J y',
      '  job listed again: C',
      '  job renamed: Old\\u202ename → Home',
      '  job disabled: D',
      '  job enabled: E',
    ]);
  });

  it('keeps a long list short', () => {
    const jobs = Array.from({ length: 100 }, (_, index) => change('added', `Job ${index}`));
    expect(text(collected({ jobs })).split('\n').slice(20)).toEqual(['  new job: Job 19', '  … and 80 more']);
  });

  it('names what is missing of one tenant, and why another has nothing', () => {
    expect(text(collected({}, { missing: ['Tenant contoso: a job is missing.'] }), FAILED))
      .toBe(`? PARTLY COLLECTED  Contoso Ltd (contoso) · 12 jobs · nothing new · 0 B stored

  Missing:
    Tenant contoso: a job is missing.

✗ NOT COLLECTED  Contoso Ltd (contoso)

  Missing:
    Tenant contoso: no.
    Mend it.`);
  });
});

describe('collectJson', () => {
  it('is one document with what is new, what is missing and the exit code', () => {
    const jobs = [change('renamed', 'Home', 'Old'), change('disabled', 'D', 'D')];
    expect(JSON.parse(collectJson({ tenants: [collected({ newSessions: 3, changedSessions: 1, newBytes: 77, jobs }), FAILED] }, 3))).toEqual({
      tenants: [
        {
          id: 'contoso',
          name: 'Contoso Ltd',
          jobs: 12,
          newSessions: 3,
          changedSessions: 1,
          newBytes: 77,
          changes: [
            { kind: 'renamed', id: 'id of Home', name: 'Home', before: 'Old' },
            { kind: 'disabled', id: 'id of D', name: 'D', before: null },
          ],
          missing: [],
          error: null,
        },
        {
          id: 'contoso',
          name: 'Contoso Ltd',
          jobs: null,
          newSessions: null,
          changedSessions: null,
          newBytes: null,
          changes: [],
          missing: [],
          error: { code: 'x', message: 'Tenant contoso: no.', hint: 'Mend it.' },
        },
      ],
      exitCode: 3,
    });
  });
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { doctorText } from '../../src/cli/doctor-summary.ts';
import { DAY } from '../../src/model/instant.ts';
import type { CheckId, CheckRow } from '../../src/run/doctor/check.ts';
import { expectGolden } from '../support/golden.ts';
import { KEY } from '../support/pipeline.ts';
import { MACHINE_CASES } from './doctor-machine-cases.ts';
import { MAIL_CASES, SEAL_CASES } from './doctor-mail-cases.ts';
import { closedPort, NOW, openPlace, writeTemplate, type Doctored, type Shown } from './doctor-place.ts';
import { SOURCE_CASES } from './doctor-source-cases.ts';

/** What differs between two machines, and two runs. */
const masked = (text: string, folder: string): string =>
  text
    .replaceAll(folder, '/srv/backup')
    .replaceAll(/(127\.0\.0\.1|localhost):\d+/g, '$1:1234')
    .replaceAll(/\d+\.\d [GM]B/g, '12.3 GB')
    .replaceAll(/(Headless)?Chrome\/[\d.]+ \(.*?\) printed/g, 'Chrome/1.2.3 (a browser) printed')
    .replaceAll('; it runs without its own sandbox, which root cannot have', '')
    .replaceAll(/own zone \([\w/+-]+\)/g, 'own zone (Etc/UTC)');

const isId = (text: string): text is CheckId => text !== '';

const rowOf = ({ id, tenant, state, found, next }: Shown, folder: string): CheckRow => {
  if (!isId(id)) throw new Error('a check without an id');
  return { id, tenantId: tenant, state, found: masked(found, folder), next: next === null ? null : masked(next, folder), fault: null };
};

const transcript = ({ rows }: Doctored, folder: string): string => {
  const text = doctorText(
    rows.map((row) => rowOf(row, folder)),
    80,
    (_colour, painted) => painted,
  );
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  return `${text}\n`;
};

const TEMPLATES = { report: { formats: ['html', 'pdf'], templates: './own' } };

describe('where all is well', () => {
  it('doctor says so of every part, sends nothing, and leaves nothing behind', async () => {
    const place = await openPlace({ config: TEMPLATES });
    await writeTemplate(place.folder, '<p>{{l.limits}}</p>\n');
    expect((await place.type('collect')).code).toBe(0);
    const before = (await readdir(place.folder)).toSorted();
    const found = await place.doctor();
    expect([found.code, found.states, found.leaked, place.mails()]).toEqual([0, {}, [], 0]);
    expect((await readdir(place.folder)).toSorted()).toEqual(before);
    expectGolden('doctor/all-well.txt', transcript(found, place.folder));
  });

  it('its text is what it prints, in 80 columns and without colour', async () => {
    const place = await openPlace({ config: { smtp: undefined, signing: undefined, schedules: undefined } });
    const { code, out, err } = await place.type('doctor');
    expect([code, err]).toEqual([0, 'Each part is tried; nothing is sent to anybody, and nothing that is read is kept.\n\n']);
    expect(out).toMatch(/^All tenants\n {2}✓ ok {11}Configuration {2}\S+ is complete: 1 tenant, 0 schedules\.\n/);
    expect(out).toMatch(/\n {2}– not checked {2}Mail server {4}No mail server is configured/);
    expect(out).toMatch(/\n✓ All is well: \d+ ok, 0 failed, \d+ not checked\.\n$/);
  });
});

describe.each([
  ['source', SOURCE_CASES],
  ['machine', MACHINE_CASES],
  ['mail', MAIL_CASES],
  ['seals', SEAL_CASES],
])('a mistake about the %s', (_about, cases) => {
  it.each(cases)('$what is found, alone, with its mend', async ({ seed, before, code, states, found, next }) => {
    const place = await openPlace(typeof seed === 'function' ? await seed() : seed);
    await before?.(place);
    const result = await place.doctor();
    // Without a PDF no browser is needed; without a configuration nobody knows that.
    expect(result.states).toEqual('configuration' in states ? states : { browser: 'not-checked', ...states });
    expect(result.code).toBe(code);
    const first = result.row(Object.entries(states).find(([, state]) => state === 'failed')?.[0] ?? '');
    expect(first.found).toMatch(found);
    expect(first.next).toMatch(next);
    expect([result.leaked, JSON.stringify(result.rows).match(/canary|proxy-word|another-word/g), place.mails()]).toEqual([[], null, 0]);
  });
});

describe('several mistakes', () => {
  it('are told together, tenant by tenant, and none hides another', async () => {
    const port = await closedPort();
    const wrong = { id: 'fabrikam', name: 'Fabrikam', baseUrl: `http://127.0.0.1:${String(port)}/v1`, apiKey: { env: 'OTHER_KEY' } };
    const first = await openPlace({ env: { SMTP_PASSWORD: 'no', OTHER_KEY: 'k' } });
    const path = join(first.folder, 'vdc-report.yaml');
    const config = z.looseObject({ tenants: z.array(z.unknown()) }).parse(JSON.parse(await readFile(path, 'utf8')));
    await writeFile(path, JSON.stringify({ ...config, archive: './nowhere/a.db', tenants: [...config.tenants, wrong] }));
    const found = await first.doctor();
    const failures = found.rows.filter(({ state }) => state === 'failed').map(({ id, tenant }) => [id, tenant]);
    expect([found.code, failures]).toEqual([
      3,
      [
        ['archive', null],
        ['mail-server', null],
        ['api', 'fabrikam'],
      ],
    ]);
    expectGolden('doctor/three-mistakes.txt', transcript(found, first.folder));
    const one = await first.doctor('--tenant contoso');
    expect([...new Set(one.rows.map(({ tenant }) => tenant))]).toEqual([null, 'contoso']);
  });
});

describe('schedules that nobody kept', () => {
  it('are told, with the period that has no report', async () => {
    const place = await openPlace({ clock: NOW + 70 * DAY, source: { now: () => NOW + 70 * DAY } });
    const env = { VDC_KEY: KEY, SMTP_PASSWORD: 'mail-password-canary', P12_PASSWORD: 'x' };
    await place.type('run --due --quiet', env, Date.UTC(2025, 9, 2));
    await place.type('run --due --quiet', env, NOW);
    const { row, code } = await place.doctor();
    const { state, found, next } = row('schedule');
    expect([code, state]).toEqual([0, 'warning']);
    expect(found).toMatch(/comes next at 2026-02-01 06:00, 2026-03-01 06:00, 2026-04-01 06:00 \(Europe\/Berlin\)\./);
    expect(found).toMatch(/Not made: the report of 2025-12 of tenant contoso, due since 2026-01-01 12:00\.$/);
    expect(next).toContain('"vdc-report serve"');
  });
});

import { readdir, writeFile, readFile, mkdir, chmod } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { doctorText } from '../../src/cli/doctor-summary.ts';
import type { CheckId, CheckRow } from '../../src/run/doctor/check.ts';
import { DAY, HOUR } from '../../src/model/instant.ts';
import { portOf, startServer } from '../vdc/support/server.ts';
import { expiredTls } from '../support/expired-certificate.ts';
import { expectGolden } from '../support/golden.ts';
import { KEY } from '../support/pipeline.ts';
import { closedPort, NOW, openPlace, type Changes, type Doctored, type Place, type Shown } from './doctor-place.ts';

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

const writeTemplate = async (folder: string, text: string): Promise<void> => {
  await mkdir(join(folder, 'own', 'partials'), { recursive: true });
  await writeFile(join(folder, 'own', 'partials', 'limits.hbs'), text);
};

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

/** One mistake: which checks it shows in, what is said of the first, and what is to be done. */
type Case = {
  readonly what: string;
  readonly seed: Changes | (() => Promise<Changes>);
  readonly before?: (place: Place) => Promise<void>;
  readonly code: number;
  readonly states: Readonly<Record<string, string>>;
  readonly found: RegExp;
  readonly next: RegExp;
};

/** Checks that say nothing where no job list came. */
const UNASKED = { sessions: 'not-checked', clock: 'not-checked' };
const CONFIGURED = ['archive', 'output', 'mail-server', 'schedules', 'api-key', 'api'];

const tlsSource = async (options: { readonly key: string; readonly cert: string }): Promise<number> => {
  const server = createTlsServer(options, (_request, response) => response.end('[]'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return portOf(server);
};

const damage = async ({ folder, type }: Place): Promise<void> => {
  await type('collect');
  const bytes = await readFile(join(folder, 'vdc-report.db'));
  await writeFile(join(folder, 'vdc-report.db'), bytes.fill(0x5a, 4096, 12_288));
};

/** Nobody may write there: not even root, where the system itself forbids it. */
const readOnlyFolder = async ({ folder }: Place): Promise<void> => {
  await mkdir(join(folder, 'closed'));
  await chmod(join(folder, 'closed'), 0o555);
  onTestFinished(() => chmod(join(folder, 'closed'), 0o755));
};

const SOURCE: readonly Case[] = [
  {
    what: 'a variable that is not set',
    seed: { env: { VDC_KEY: undefined } },
    code: 2,
    states: { 'api-key': 'failed', api: 'not-checked', ...UNASKED },
    found: /^The environment variable VDC_KEY is not set; it should hold the API key\.$/,
    next: /^Set the variable, or write the file, where vdc-report runs/,
  },
  {
    what: 'a wrong key',
    seed: { env: { VDC_KEY: 'a-wrong-key-canary' } },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^The API refused the key: 127\.0\.0\.1:\d+ answered 401 to GET \/v1\/reports\/backup-jobs\. It said: /,
    next: /^Put a current key of this tenant into the environment variable VDC_KEY; the VDC console .* makes one\./,
  },
  {
    what: 'a key without access',
    seed: { source: { faults: ['403'] } },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^The key has no access: /,
    next: /^Ask the provider to enable the reporting API/,
  },
  {
    what: 'an address that leads to a web page',
    seed: async () => {
      const { url } = await startServer((_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Sign in'),
      );
      return { tenant: { baseUrl: url } };
    },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /answered with something that is no API: HTML or XML instead of JSON \(text\/html\)/,
    next: /^Copy the base URL again from the VDC console \(settings, System, public API\): this one leads to a web page\./,
  },
  {
    what: 'an address under which there is no API',
    seed: async () => {
      const { url } = await startServer((_request, response) => response.writeHead(404).end('<h1>Not found'));
      return { tenant: { baseUrl: `${url}/wrong` } };
    },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^There is no list of jobs at http:\/\/127\.0\.0\.1:\d+\/v1\/wrong: .* answered 404 to GET \/v1\/wrong\/v1\/reports\/backup-jobs\.$/,
    next: /^Copy the base URL again/,
  },
  {
    what: 'a port at which nobody listens',
    seed: async () => ({ tenant: { baseUrl: `http://127.0.0.1:${String(await closedPort())}/v1` } }),
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^Nobody answers at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)\.$/,
    next: /^Check host and port in baseUrl/,
  },
  {
    what: 'a name that nobody has',
    seed: { tenant: { baseUrl: 'https://vdc-report.invalid/v1' } },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^The name of vdc-report\.invalid is not known \((ENOTFOUND|EAI_AGAIN)\)\.$/,
    next: /^Check the name in baseUrl/,
  },
  {
    what: 'a proxy that is not there',
    seed: async () => ({
      tenant: { baseUrl: 'https://vdc.test/v1' },
      env: { HTTPS_PROXY: `http://me:proxy-word@127.0.0.1:${String(await closedPort())}`, NO_PROXY: '127.0.0.1' },
    }),
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^vdc\.test could not be reached through the proxy 127\.0\.0\.1:\d+ /,
    next: /^Check that HTTPS_PROXY names a proxy .*NO_PROXY/,
  },
  {
    what: 'an expired certificate of the API',
    seed: async () => ({ tenant: { baseUrl: `https://127.0.0.1:${String(await tlsSource(expiredTls))}/v1`, caFile: './ca.pem' } }),
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^The certificate of 127\.0\.0\.1:\d+ has expired\.$/,
    next: /renewed.* set the clock of this machine, which says 2025-11-02T05:00:00\.000Z\.$/,
  },
  {
    what: 'an authority that is not trusted',
    seed: async () => ({ tenant: { baseUrl: (await startServer((_request, response) => response.end('[]'), { tls: true })).url } }),
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /is of an authority that is not trusted \(\w+\)\.$/,
    next: /caFile of the tenant\.$/,
  },
  {
    what: 'an API that never answers',
    seed: { source: { faults: ['hang'] }, tenant: { timeouts: { attempt: '200ms', total: '1s' } } },
    code: 3,
    states: { api: 'failed', ...UNASKED },
    found: /^No list came: the API did not answer in time/,
    next: /^Run again later, or raise the tenant’s timeouts\.$/,
  },
  {
    what: 'a clock that is far off',
    seed: { source: { now: () => NOW - 3 * HOUR } },
    code: 3,
    states: { clock: 'failed' },
    found: /^This machine's clock is 180 min ahead of that of 127\.0\.0\.1:\d+\.$/,
    next: /^Set the clock of this machine/,
  },
];

const MACHINE: readonly Case[] = [
  {
    what: 'a schedule in an unknown zone',
    seed: { config: { schedules: [{ name: 'monthly', cron: '0 6 1 * *', period: 'previous-month', timezone: 'Europe/Berlim' }] } },
    code: 2,
    states: { configuration: 'failed', ...Object.fromEntries(CONFIGURED.map((id) => [id, 'not-checked'])) },
    found: /^vdc-report\.yaml has a mistake; nothing was done:\n {2}vdc-report\.yaml:1:\d+ schedules\[0\]\.timezone: .*Europe\/Berlim/,
    next: /schema config/,
  },
  {
    what: 'a schedule that never comes about',
    seed: { config: { schedules: [{ name: 'monthly', cron: '0 6 30 2 *', period: 'previous-month' }] } },
    code: 2,
    states: { configuration: 'failed', ...Object.fromEntries(CONFIGURED.map((id) => [id, 'not-checked'])) },
    found: /schedules\[0\]\.cron: found "0 6 30 2 \*", which never comes about/,
    next: /schema config/,
  },
  {
    what: 'an output folder that cannot be written',
    seed: { config: { output: process.getuid?.() === 0 ? '/sys/reports' : './closed/reports' } },
    before: readOnlyFolder,
    code: 3,
    states: { output: 'failed' },
    found: /^The folder \S+reports could not be written: .*\((EACCES|EPERM|EROFS)/,
    next: /^Give this user the right to write there, or name another folder as "output"/,
  },
  {
    what: 'a file where the output folder should be',
    seed: { config: { output: './ca.pem' } },
    code: 3,
    states: { output: 'failed' },
    found: /a file stands where a folder is needed/,
    next: /"output" in the configuration/,
  },
  {
    what: 'a damaged archive',
    seed: {},
    before: damage,
    code: 3,
    states: { archive: 'failed' },
    found: /^The archive \S+vdc-report\.db is damaged: /,
    next: /^It was left as it is\. Move it away and put back a copy/,
  },
  {
    what: 'an archive in a folder that is not there',
    seed: { config: { archive: './nowhere/vdc-report.db' } },
    code: 3,
    states: { archive: 'failed' },
    found: /^The archive \S+ cannot be used: its folder does not exist\.$/,
    next: /^Check the path under "archive"\.$/,
  },
  {
    what: 'schedules without an archive',
    seed: { config: { archive: 'none' } },
    code: 2,
    states: { archive: 'not-checked', schedules: 'failed' },
    found: /^serve needs an archive, but the configuration says "archive: none"\.$/,
    next: /^Name a file under "archive"/,
  },
  {
    what: 'a template that does not compile',
    seed: { config: { report: { formats: ['html'], templates: './own' } } },
    before: ({ folder }) => writeTemplate(folder, '<p>{{#if l.limits}}</p>\n'),
    code: 2,
    states: { templates: 'failed' },
    found: /^The templates in \S+own have a mistake; nothing was done:\n {2}\S+limits\.hbs/,
    next: /Templates of your own/,
  },
  {
    what: 'a browser that cannot start',
    seed: { config: { report: { formats: ['html', 'pdf'] }, browser: './browser.sh' } },
    before: ({ folder }) => writeFile(join(folder, 'browser.sh'), '#!/bin/sh\nexit 1\n', { mode: 0o700 }),
    code: 3,
    states: { browser: 'failed' },
    found: /^The browser \(configured\) did not start: /,
    next: /^Name another Chrome or Chromium/,
  },
];

const MAIL: readonly Case[] = [
  {
    what: 'a wrong password of the mail server',
    seed: { env: { SMTP_PASSWORD: 'a-wrong-password' } },
    code: 3,
    states: { 'mail-server': 'failed' },
    found: /^localhost:\d+ refused the login of reports@sender\.example \(535 bad credentials\)\.$/,
    next: /^Check smtp\.user and what smtp\.password names/,
  },
  {
    what: 'a mail server without STARTTLS',
    seed: { mail: { disabledCommands: ['STARTTLS'], allowInsecureAuth: true } },
    code: 3,
    states: { 'mail-server': 'failed' },
    found: /^localhost:\d+ does not offer STARTTLS/,
    next: /^Use the port on which it does/,
  },
  {
    what: 'an expired certificate of the mail server',
    seed: { mail: expiredTls },
    code: 3,
    states: { 'mail-server': 'failed' },
    found: /^The certificate of localhost:\d+ has expired/,
    next: /^Have it renewed/,
  },
  {
    what: 'a mail server whose authority is not trusted',
    seed: { smtp: { caFile: undefined } },
    code: 3,
    states: { 'mail-server': 'failed' },
    found: /^The certificate of localhost:\d+ is not trusted/,
    next: /smtp\.caFile/,
  },
  {
    what: 'a mail server that is not there',
    seed: async () => ({ smtp: { port: await closedPort() } }),
    code: 3,
    states: { 'mail-server': 'failed' },
    found: /^Nobody answers at localhost:\d+/,
    next: /^Check smtp\.host and smtp\.port/,
  },
  {
    what: 'an access token that is refused',
    seed: async () => {
      const { url } = await startServer((_request, response) => response.writeHead(401).end(JSON.stringify({ error_description: 'no such client' })));
      const oauth2 = { tokenUrl: url, clientId: 'c', clientSecret: { env: 'SMTP_PASSWORD' } };
      return { smtp: { password: undefined, oauth2 } };
    },
    code: 3,
    states: { 'mail-token': 'failed', 'mail-server': 'not-checked' },
    found: /^No access token was given: POST \/v1: refused-key \(401\) no such client\.$/,
    next: /^Check smtp\.oauth2: tokenUrl, clientId, scope/,
  },
  {
    what: 'a DKIM key that is none',
    seed: { smtp: { dkim: { selector: 's1', key: { file: './ca.pem' } } } },
    code: 2,
    states: { 'mail-server': 'failed', 'mail-signature': 'failed' },
    found: /ca\.pem holds no private key in PEM form without a passphrase; it should hold the DKIM key\.$/,
    next: /^Set the variable, or write the file/,
  },
];

const SEALS: readonly Case[] = [
  {
    what: 'a signing key that is none',
    seed: { signing: { key: { file: './ca.pem' } } },
    code: 2,
    states: { 'signing-key': 'failed' },
    found: /ca\.pem is no Ed25519 private key in PEM form\.$/,
    next: /keys new/,
  },
  {
    what: 'a time stamp authority that is not there',
    seed: async () => ({ signing: { timestamp: { url: `https://127.0.0.1:${String(await closedPort())}/tsr` } } }),
    code: 3,
    states: { 'time-stamp': 'failed' },
    found: /gave no time stamp: it could not be reached \(ECONNREFUSED\), asked 2 times\.$/,
    next: /^Check signing\.timestamp\.url, and the network/,
  },
  {
    what: 'a wrong password of the certificate',
    seed: { env: { P12_PASSWORD: 'another-word' } },
    code: 2,
    states: { 'pdf-signature': 'failed' },
    found: /could not be opened/,
    next: /^Check the file and the password/,
  },
];

describe.each([
  ['source', SOURCE],
  ['machine', MACHINE],
  ['mail', MAIL],
  ['seals', SEALS],
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
    const config: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof config !== 'object' || config === null || !('tenants' in config) || !Array.isArray(config.tenants)) throw new Error('no tenants');
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
    expect([code, row('schedule')]).toEqual([
      0,
      expect.objectContaining({
        state: 'warning',
        found: expect.stringMatching(
          /comes next at 2026-02-01 06:00, 2026-03-01 06:00, 2026-04-01 06:00 \(Europe\/Berlin\)\. Not made: the report of 2025-12 of tenant contoso, due since 2026-01-01/,
        ),
        next: expect.stringContaining('"vdc-report serve"'),
      }),
    ]);
  });
});

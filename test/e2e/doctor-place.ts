import { createServer } from 'node:net';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { cli } from '../../src/cli/index.ts';
import { startMailServer } from '../deliver/support/mail-servers.ts';
import { startAuthority } from '../evidence/support/authority-server.ts';
import { fakeWorld } from '../cli/support/fake-world.ts';
import { testCertificates } from '../support/certificates.ts';
import { AS_OF, KEY, openFolder, openSource, tenantAt, type Env, type SourceOptions } from '../support/pipeline.ts';
import { dkimPair } from '../support/verify-dkim.ts';
import { createSigner, SIGNER_PASSWORD } from '../support/signer.ts';
import { typeAt } from './archive-source.ts';
import type { SMTPServerOptions } from 'smtp-server';

export const NOW = Date.parse(AS_OF);
export const PASSWORD = 'mail-password-canary';
export const ENV: Env = { VDC_KEY: KEY, SMTP_PASSWORD: PASSWORD, P12_PASSWORD: SIGNER_PASSWORD };
const SECRETS: readonly string[] = [KEY, PASSWORD, SIGNER_PASSWORD];

type Part = Readonly<Record<string, unknown>>;

/** What is changed of a place in which all is well. */
export type Changes = {
  readonly config?: Part;
  readonly tenant?: Part;
  readonly smtp?: Part;
  readonly signing?: Part;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly source?: SourceOptions;
  readonly mail?: SMTPServerOptions;
  readonly clock?: number;
};

const checks = z.array(
  z.object({
    id: z.string(),
    tenant: z.string().nullable(),
    state: z.enum(['ok', 'warning', 'failed', 'not-checked']),
    found: z.string(),
    next: z.string().nullable(),
  }),
);
export type Shown = z.infer<typeof checks>[number];

export type Doctored = {
  readonly code: number | null;
  readonly rows: readonly Shown[];
  /** Of those that are not ok. */
  readonly states: Readonly<Record<string, string>>;
  readonly row: (id: string) => Shown;
  readonly leaked: readonly string[];
};

export type Place = {
  readonly folder: string;
  readonly type: (line: string, env?: Env, at?: number) => ReturnType<typeof typeAt>;
  readonly doctor: (line?: string) => Promise<Doctored>;
  readonly mails: () => number;
};

const login: SMTPServerOptions['onAuth'] = ({ password }, _session, done) =>
  done(password === PASSWORD ? null : Object.assign(new Error('bad credentials'), { responseCode: 535 }), { user: 'x' });

/** A port of this machine at which nobody listens. */
export const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<unknown>((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const writeSeals = async (folder: string): Promise<void> => {
  await typeAt(folder, NOW, ['keys', 'new', 'signing.pem'], {});
  await writeFile(join(folder, 'dkim.pem'), dkimPair().pem, { mode: 0o600 });
  await writeFile(join(folder, 'ca.pem'), testCertificates.ca);
  await writeFile(join(folder, 'report.p12'), await createSigner({ name: 'Contoso Backup' }));
};

const resultOf = (code: number | null, out: string, err: string): Doctored => {
  const rows = checks.parse(z.object({ checks: z.unknown() }).parse(JSON.parse(out)).checks);
  const row = (id: string): Shown => {
    const found = rows.find((one) => one.id === id);
    if (found === undefined) throw new Error(`there is no check ${id}`);
    return found;
  };
  const states = Object.fromEntries(rows.filter(({ state }) => state !== 'ok').map(({ id, state }) => [id, state]));
  return { code, rows, states, row, leaked: SECRETS.filter((secret) => (out + err).includes(secret)) };
};

/** Everything that can be configured, with a real counterpart, and all of it right but for the changes. */
export const openPlace = async (changes: Changes = {}): Promise<Place> => {
  const { config = {}, tenant = {}, smtp = {}, signing = {}, env = {}, source = {}, mail = {}, clock = NOW } = changes;
  const folder = await openFolder();
  await writeSeals(folder);
  const simulator = await openSource({ ...source });
  const server = await startMailServer({ authOptional: false, onAuth: login, ...mail });
  const authority = await startAuthority(new Date(clock), null, { tls: true });
  const written = {
    timezone: 'Europe/Berlin',
    archive: './vdc-report.db',
    report: { formats: ['html'] },
    tenants: [tenantAt(simulator.url, { email: { to: ['backup@contoso.example'] }, ...tenant })],
    smtp: {
      host: 'localhost',
      port: server.port,
      caFile: './ca.pem',
      user: 'reports@sender.example',
      password: { env: 'SMTP_PASSWORD' },
      from: 'Backup reports <reports@sender.example>',
      dkim: { selector: 's1', key: { file: './dkim.pem' } },
      ...smtp,
    },
    signing: {
      key: { file: './signing.pem' },
      timestamp: { url: authority.url, caFile: './ca.pem' },
      pdf: { certificate: { file: './report.p12' }, password: { env: 'P12_PASSWORD' } },
      ...signing,
    },
    schedules: [{ name: 'monthly', cron: '0 6 1 * *', period: 'previous-month' }],
    ...config,
  };
  await writeFile(join(folder, 'vdc-report.yaml'), JSON.stringify(written));
  const allEnv = Object.fromEntries(Object.entries({ ...ENV, ...env }).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const doctor = async (line = ''): Promise<Doctored> => {
    const world = fakeWorld(['doctor', '--json', ...line.split(' ').filter(Boolean)], { cwd: folder, columns: 80, env: allEnv });
    const code = await cli({ ...world, now: () => clock });
    return resultOf(code, world.out(), world.err());
  };
  return { folder, type: (line, own = allEnv, at = clock) => typeAt(folder, at, line.split(' '), own), doctor, mails: () => server.received.length };
};

/** A template of the operator's own. */
export const writeTemplate = async (folder: string, text: string): Promise<void> => {
  await mkdir(join(folder, 'own', 'partials'), { recursive: true });
  await writeFile(join(folder, 'own', 'partials', 'limits.hbs'), text);
};

/** One mistake: which checks it shows in, what is said of the first, and what is to be done. */
export type Case = {
  readonly what: string;
  readonly seed: Changes | (() => Promise<Changes>);
  readonly before?: (place: Place) => Promise<void>;
  readonly code: number;
  readonly states: Readonly<Record<string, string>>;
  readonly found: RegExp;
  readonly next: RegExp;
};

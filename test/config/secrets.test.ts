import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/config/check-config.ts';
import type { TenantConfig } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { resolveSmtp, resolveTenants } from '../../src/config/secrets.ts';
import { testCertificates } from '../support/certificates.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vdc-report-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const tenant = (id: string, apiKey: string): string => `  - { id: ${id}, baseUrl: https://h.example, apiKey: ${apiKey} }\n`;
const tenants = (...written: string[]): readonly TenantConfig[] => {
  const checked = checkConfig(`timezone: UTC\ntenants:\n${written.join('')}`, { folder, locales: ['en'] });
  return checked.ok ? checked.config.tenants : [];
};

const rsaPem = (modulusLength: number, passphrase?: string): string =>
  generateKeyPairSync('rsa', { modulusLength })
    .privateKey.export({ type: 'pkcs8', format: 'pem', ...(passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }) })
    .toString();
const edPem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('resolveTenants', () => {
  it('reads variables and files, trimmed', async () => {
    await writeFile(join(folder, 'key'), 'from-file\n', { mode: 0o600 });
    const ready = await resolveTenants(tenants(tenant('a', '{ env: A_KEY }'), tenant('b', '{ file: key }')), { A_KEY: ' from-env ' });
    expect(ready.value.map(({ apiKey }) => apiKey)).toEqual(['from-env', 'from-file']);
    expect(ready.notices).toEqual([]);
  });

  it.each(['constructor', '__proto__', 'toString'])('takes no part of every object for a variable: %s', async (name) => {
    await expect(resolveTenants(tenants(tenant('a', `{ env: ${name} }`)), {})).rejects.toThrow(
      `Tenant a: the environment variable ${name} is not set; it should hold the API key.`,
    );
  });

  it('says that everybody can read a file', async () => {
    const path = join(folder, 'open');
    await writeFile(path, 'k');
    await chmod(path, 0o644);
    const { notices } = await resolveTenants(tenants(tenant('a', '{ file: open }')), {});
    expect(notices).toEqual([`${path} holds a secret and every user of this machine can read it; run chmod 600 on it.`]);
  });

  it('names every tenant and variable that lacks its key, at once', async () => {
    await writeFile(join(folder, 'empty'), '\n');
    const asked = tenants(
      tenant('a', '{ env: A_KEY }'),
      tenant('b', '{ file: nowhere }'),
      tenant('c', '{ file: empty }'),
      tenant('d', '{ env: SET }'),
    );
    await expect(resolveTenants(asked, { SET: 'x', A_KEY: '  ' })).rejects.toMatchObject({
      code: 'secret-missing',
      message: [
        'Tenant a: the environment variable A_KEY is not set; it should hold the API key.',
        `Tenant b: the file ${join(folder, 'nowhere')} cannot be read (ENOENT); it should hold the API key.`,
        `Tenant c: the file ${join(folder, 'empty')} is empty; it should hold the API key.`,
      ].join('\n'),
    });
  });

  it('refuses a key that no header can carry, without showing it', async () => {
    await expect(resolveTenants(tenants(tenant('a', '{ env: A_KEY }')), { A_KEY: 'abc\ndef' })).rejects.toThrow(
      /^Tenant a: the environment variable A_KEY holds a blank, a line break or another character that cannot be part of it; it should hold the API key\.$/,
    );
  });

  it('does not repeat a key that was pasted in place of a name', async () => {
    const pasted = 'dGhpc2lzYXZlcnlzZWNyZXRrZXk0NzEx';
    const failure = await resolveTenants(tenants(tenant('a', `{ env: ${pasted} }`)), {}).catch((error: unknown) => String(error));
    expect(failure).toContain('Tenant a: the environment variable that it names (dGh…) is not set');
    expect(failure).not.toContain(pasted);
  });
});

describe('resolveSmtp', () => {
  const from = { name: null, address: 'a@b.example' };
  const base = {
    host: 'h',
    port: 587,
    tls: 'required',
    user: 'u',
    password: null,
    caFile: null,
    timeout: 1000,
    maxSize: null,
    oauth2: null,
    dkim: null,
    from,
  } as const;

  it('reads a password, which may hold blanks', async () => {
    expect((await resolveSmtp({ ...base, password: { env: 'P' } }, { P: 'pass wörd' })).value.password).toBe('pass wörd');
  });

  it('reads the CA file', async () => {
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, testCertificates.ca);
    expect((await resolveSmtp({ ...base, caFile }, {})).value).toMatchObject({ password: null, ca: testCertificates.ca });
  });

  it.each<[what: string, content: string | null, reason: string]>([
    ['is not there', null, 'cannot be read (ENOENT)'],
    ['holds something else', 'hello', 'holds no certificate in PEM form'],
    ['holds a broken certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'holds a certificate that cannot be read'],
  ])('refuses a CA file that %s, beside what else is missing', async (_what, content, reason) => {
    const caFile = join(folder, 'bad.pem');
    await rm(caFile, { force: true });
    if (content !== null) await writeFile(caFile, content);
    await expect(resolveSmtp({ ...base, password: { env: 'P' }, caFile }, {})).rejects.toMatchObject({
      code: 'secret-missing',
      message: `Mail server h: the environment variable P is not set; it should hold the password.\nMail server h: the CA file ${caFile} ${reason}.`,
    });
  });

  it.each<[what: string, key: string, reason: string]>([
    ['nothing like a key', 'canary', 'holds no private key in PEM form without a passphrase'],
    ['a key with a passphrase', rsaPem(2048, 'p'), 'holds no private key in PEM form without a passphrase'],
    ['a key of another kind', edPem(), 'holds a key of another kind (ed25519); DKIM needs RSA here'],
    ['too short a key', rsaPem(512), 'holds an RSA key of 512 bits; at least 1024 are needed, and 2048 are usual'],
  ])('refuses %s to sign mails with, without showing it', async (_what, key, reason) => {
    const dkim = { domain: 'b.example', selector: 's', key: { env: 'DKIM' } };
    const failure: unknown = await resolveSmtp({ ...base, dkim }, { DKIM: key }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: `Mail server h: the environment variable DKIM ${reason}; it should hold the DKIM key.` });
    expect(inspect(failure)).not.toContain(key.split('\n')[1] ?? 'canary');
  });

  it('reads a DKIM key from a file', async () => {
    const key = rsaPem(1024);
    await writeFile(join(folder, 'dkim.pem'), key, { mode: 0o600 });
    const dkim = { domain: 'b.example', selector: 's', key: { file: join(folder, 'dkim.pem') } };
    expect((await resolveSmtp({ ...base, dkim }, {})).value.dkim).toEqual({ domain: 'b.example', selector: 's', key: key.trim() });
  });

  it('names what is missing', async () => {
    await expect(resolveSmtp({ ...base, password: { env: 'P' } }, {})).rejects.toThrow(
      'Mail server h: the environment variable P is not set; it should hold the password.',
    );
  });
});

describe('loadConfig', () => {
  it('finds the file in the working folder, or says what it looked for', async () => {
    await expect(loadConfig(undefined, { cwd: folder })).rejects.toThrow('looked for vdc-report.yaml, vdc-report.yml, vdc-report.json.');
    await writeFile(join(folder, 'vdc-report.json'), `{"timezone":"UTC","tenants":[{"id":"a","baseUrl":"https://h.example","apiKey":{"env":"K"}}]}`);
    const loaded = await loadConfig(undefined, { cwd: folder });
    expect(loaded.path).toBe(join(folder, 'vdc-report.json'));
    expect(loaded.config.output).toBe(join(folder, 'reports'));
  });

  it('says why a named file cannot be read', async () => {
    await expect(loadConfig('nowhere.yaml', { cwd: folder })).rejects.toThrow(
      `Configuration ${join(folder, 'nowhere.yaml')}: there is no such file.`,
    );
    await expect(loadConfig('.', { cwd: folder })).rejects.toThrow('it is a folder');
  });

  it('lists the mistakes with the name of the file', async () => {
    await writeFile(join(folder, 'bad.yaml'), 'timezone: Nowhere/Land\n');
    await expect(loadConfig('bad.yaml', { cwd: folder })).rejects.toMatchObject({
      code: 'config-mistakes',
      message: [
        'bad.yaml has 2 mistakes; nothing was done:',
        '  bad.yaml:1:1 tenants: missing; expected a list of tenants, not empty',
        '  bad.yaml:1:11 timezone: found "Nowhere/Land"; expected an IANA time zone, such as Europe/Berlin',
      ].join('\n'),
    });
  });
});

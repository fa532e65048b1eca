import { readFile, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { UsageError } from '../errors.ts';
import type { World } from '../world.ts';
import { readCaFile } from './ca-file.ts';
import { dkimKeyFault } from './dkim-key.ts';
import type { ReadySmtp, ReadyTenant, SecretRef, SmtpConfig, TenantConfig } from './config.ts';

type Read = { readonly value: string; readonly notice: string | null };
type Missing = { readonly missing: string };

export type Resolved<Thing> = { readonly value: Thing; readonly notices: readonly string[] };

/** A key pasted where a variable's name belongs must not come back in a message. */
const variableWords = (name: string): string => (/^[A-Z][A-Z0-9_]*$/.test(name) || name.length <= 16 ? name : `that it names (${name.slice(0, 3)}…)`);

const readVariable = (name: string, env: World['env']): Read | Missing => {
  // A name such as `constructor` is found on every object.
  const value = Object.hasOwn(env, name) ? (env[name]?.trim() ?? '') : '';
  return value === '' ? { missing: `the environment variable ${variableWords(name)} is not set` } : { value, notice: null };
};

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause');

const readSecretFile = async (path: string): Promise<Read | Missing> => {
  try {
    const value = (await readFile(path, 'utf8')).trim();
    if (value === '') return { missing: `the file ${path} is empty` };
    const open = platform() !== 'win32' && ((await stat(path)).mode & 0o004) !== 0;
    return { value, notice: open ? `${path} holds a secret and every user of this machine can read it; run chmod 600 on it.` : null };
  } catch (cause) {
    return { missing: `the file ${path} cannot be read (${codeOf(cause)})` };
  }
};

/** Where a secret stands, for sentences about it. */
export const whereWords = (reference: SecretRef): string =>
  'env' in reference ? `the environment variable ${variableWords(reference.env)}` : `the file ${reference.file}`;

/** PEM has line breaks. */
const ANY_TEXT = /./;
const ONE_LINE = /^\P{Cc}+$/u;
/** What a header can carry. */
const HEADER_VALUE = /^[\x21-\x7e]+$/;

const readSecret = async (reference: SecretRef, env: World['env'], form: RegExp): Promise<Read | Missing> => {
  const read = 'env' in reference ? readVariable(reference.env, env) : await readSecretFile(reference.file);
  if ('missing' in read || form.test(read.value)) return read;
  return { missing: `${whereWords(reference)} holds a blank, a line break or another character that cannot be part of it` };
};

const refuse = (missing: readonly string[]): never => {
  throw new UsageError('secret-missing', missing.join('\n'), { hint: 'Set the variable or write the file, then run again. Nothing was done.' });
};

const isMissing = (read: Read | Missing): read is Missing => 'missing' in read;

/** The tenants with their keys. Reads no other tenant's secret. Throws UsageError that names every one that is missing. */
export const resolveTenants = async (tenants: readonly TenantConfig[], env: World['env']): Promise<Resolved<readonly ReadyTenant[]>> => {
  const notices: string[] = [];
  const missing: string[] = [];
  const ready: ReadyTenant[] = [];
  for (const tenant of tenants) {
    const read = await readSecret(tenant.apiKey, env, HEADER_VALUE);
    if (isMissing(read)) missing.push(`Tenant ${tenant.id}: ${read.missing}; it should hold the API key.`);
    else {
      ready.push({ ...tenant, apiKey: read.value });
      if (read.notice !== null) notices.push(read.notice);
    }
  }
  return missing.length > 0 ? refuse(missing) : { value: ready, notices };
};

const readCa = async (path: string): Promise<Read | Missing> => {
  const read = await readCaFile(path);
  return 'missing' in read ? read : { value: read.pem, notice: null };
};

const valueOf = (read: Read | Missing | null): string | null => (read === null || isMissing(read) ? null : read.value);
const noticesOf = (read: Read | Missing | null): readonly string[] => (read === null || isMissing(read) || read.notice === null ? [] : [read.notice]);

const readDkimKey = async (reference: SecretRef, env: World['env']): Promise<Read | Missing> => {
  const read = await readSecret(reference, env, ANY_TEXT);
  const fault = isMissing(read) ? null : dkimKeyFault(read.value);
  return fault === null ? read : { missing: `${whereWords(reference)} ${fault}` };
};

/** A mail server with its secrets, from which access tokens may still have to be fetched. */
export type ResolvedSmtp = Omit<ReadySmtp, 'token'>;

/** The mail server with its password or its secrets for access tokens, and its CA file. Throws UsageError that names what is missing. */
export const resolveSmtp = async ({ caFile, ...smtp }: SmtpConfig, env: World['env']): Promise<Resolved<ResolvedSmtp>> => {
  const { oauth2 } = smtp;
  const password = smtp.password === null ? null : await readSecret(smtp.password, env, ONE_LINE);
  const clientSecret = oauth2 === null ? null : await readSecret(oauth2.clientSecret, env, ONE_LINE);
  const refreshToken = oauth2?.refreshToken ? await readSecret(oauth2.refreshToken, env, ONE_LINE) : null;
  const dkim = smtp.dkim === null ? null : await readDkimKey(smtp.dkim.key, env);
  const ca = caFile === null ? null : await readCa(caFile);
  const lacking = (read: Read | Missing | null, what: string): readonly string[] =>
    read !== null && isMissing(read) ? [`Mail server ${smtp.host}: ${read.missing}${what}.`] : [];
  const missing = [
    ...lacking(password, '; it should hold the password'),
    ...lacking(clientSecret, '; it should hold the client secret'),
    ...lacking(refreshToken, '; it should hold the refresh token'),
    ...lacking(dkim, '; it should hold the DKIM key'),
    ...lacking(ca, ''),
  ];
  if (missing.length > 0) return refuse(missing);
  const tokens = oauth2 === null ? null : { ...oauth2, clientSecret: valueOf(clientSecret) ?? '', refreshToken: valueOf(refreshToken) };
  return {
    value: {
      ...smtp,
      password: valueOf(password),
      oauth2: tokens,
      dkim: smtp.dkim === null ? null : { ...smtp.dkim, key: valueOf(dkim) ?? '' },
      ca: valueOf(ca),
    },
    notices: [password, clientSecret, refreshToken, dkim].flatMap(noticesOf),
  };
};

/** Shorter keys could be found by trying. */
const REDACT_KEY = /^\P{Cc}{16,}$/u;

const redactKeyWords = (tenantId: string, reference: SecretRef | null): string =>
  `Tenant ${tenantId}: ${reference === null ? 'no report.redactKey is configured' : `${whereWords(reference)} holds no usable key`}; pseudonyms need a secret key of at least 16 characters on one line`;

/** The keys of those tenants' pseudonyms, by tenant. Throws UsageError that names every one that is missing or too short. */
export const resolveRedactKeys = async (
  tenants: readonly Pick<TenantConfig, 'id' | 'report'>[],
  env: World['env'],
): Promise<Resolved<ReadonlyMap<string, string>>> => {
  const keys = new Map<string, string>();
  const missing: string[] = [];
  const notices: string[] = [];
  for (const { id, report } of tenants) {
    const read = report.redactKey === null ? null : await readSecret(report.redactKey, env, ANY_TEXT);
    notices.push(...noticesOf(read));
    if (read !== null && isMissing(read)) missing.push(`Tenant ${id}: ${read.missing}; it should hold the key of the pseudonyms.`);
    else if (read === null || !REDACT_KEY.test(read.value)) missing.push(`${redactKeyWords(id, report.redactKey)}.`);
    else keys.set(id, read.value);
  }
  return missing.length > 0 ? refuse(missing) : { value: keys, notices: [...new Set(notices)] };
};

export type SigningSecrets = {
  /** Where the key stands in words, for what may be wrong with it. */
  readonly key: { readonly pem: string; readonly where: string } | null;
  readonly password: string | null;
  /** Contents of the time stamp authority's CA file. */
  readonly ca: string | null;
};

/** What is needed of `signing`; null: not needed. Throws UsageError that names everything that is missing. */
export const resolveSigning = async (
  references: { readonly key: SecretRef | null; readonly password: SecretRef | null; readonly caFile: string | null },
  env: World['env'],
): Promise<Resolved<SigningSecrets>> => {
  const key = references.key === null ? null : await readSecret(references.key, env, ANY_TEXT);
  const password = references.password === null ? null : await readSecret(references.password, env, ONE_LINE);
  const ca = references.caFile === null ? null : await readCa(references.caFile);
  const missing = [
    ...(key !== null && isMissing(key) ? [`signing.key: ${key.missing}; it should hold the private key for signatures.`] : []),
    ...(password !== null && isMissing(password)
      ? [`signing.pdf.password: ${password.missing}; it should hold the password of the certificate.`]
      : []),
    ...(ca !== null && isMissing(ca) ? [`signing.timestamp.caFile: ${ca.missing}.`] : []),
  ];
  if (missing.length > 0) return refuse(missing);
  const pem = valueOf(key);
  const value = {
    key: pem === null || references.key === null ? null : { pem, where: whereWords(references.key) },
    password: valueOf(password),
    ca: valueOf(ca),
  };
  return { value, notices: [...noticesOf(key), ...noticesOf(password)] };
};

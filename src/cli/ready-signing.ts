import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SigningConfig } from '../config/config.ts';
import { UserError } from '../errors.ts';
import type { AuthoritySite } from '../authority/site.ts';
import type { DocumentSigner } from '../render/pdf/sign-document.ts';
import { variable } from '../run/source-options.ts';
import { UNSIGNED, type ReadySigning } from '../run/signing.ts';
import { hidePem } from './hide-pem.ts';
import { refusedInput } from './refused-input.ts';
import type { Shell } from './shell.ts';

const readKey = async ({ pem, where }: { readonly pem: string; readonly where: string }, shell: Shell): Promise<KeyObject> => {
  hidePem(pem, shell);
  const { readPrivateKey } = await import('../evidence/keys.ts');
  return readPrivateKey(pem, `signing.key: ${where}`);
};

/** Opened once, before anything runs: a wrong password must not be found after an hour of collecting. */
const openCertificate = async (file: string, password: string): Promise<DocumentSigner> => {
  const p12 = await readFile(file).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
    throw new UserError('bad-pdf-certificate', `signing.pdf.certificate: the file ${file} cannot be read (${code}).`, {
      hint: 'Check the path that the configuration names.',
    });
  });
  const { openSigner } = await import('../render/pdf/sign-document.ts');
  return openSigner(p12, password, `signing.pdf.certificate: the file ${file}`);
};

const readAuthority = async (
  { url, timeout }: NonNullable<SigningConfig['timestamp']>,
  caPem: string | null,
  shell: Shell,
): Promise<AuthoritySite> => {
  const { readSite } = await import('../authority/site.ts');
  const { env } = shell.world;
  const proxy = { https: variable(env, 'HTTPS_PROXY'), http: variable(env, 'HTTP_PROXY'), no: variable(env, 'NO_PROXY') };
  return readSite({ url, timeoutMs: timeout, caPem, proxy });
};

const ready = async ({ key, timestamp, pdf }: SigningConfig, wantsPdf: boolean, shell: Shell): Promise<ReadySigning> => {
  const { resolveSigning } = await import('../config/secrets.ts');
  const password = pdf !== null && wantsPdf ? pdf.password : null;
  const { value, notices } = await resolveSigning({ key, password, caFile: timestamp?.caFile ?? null }, shell.world.env);
  if (value.password !== null) shell.hide(value.password);
  notices.forEach((notice) => shell.tell(`Note: ${notice}`));
  return {
    key: value.key === null ? null : await readKey(value.key, shell),
    authority: timestamp === null ? null : await readAuthority(timestamp, value.ca, shell),
    pdf: pdf === null || value.password === null ? null : await openCertificate(pdf.certificate, value.password),
  };
};

/**
 * What bundles are signed and stamped with, as far as it is configured; the certificate only where a PDF is wanted. Throws
 * UsageError where something of it is missing or cannot be used.
 */
export const readySigning = async (signing: SigningConfig | null, wantsPdf: boolean, shell: Shell): Promise<ReadySigning> => {
  if (signing === null) return UNSIGNED;
  try {
    return await ready(signing, wantsPdf, shell);
  } catch (error) {
    throw refusedInput(error);
  }
};

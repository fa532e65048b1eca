import type { KeyObject } from 'node:crypto';
import type { SecretRef } from '../config/config.ts';
import { refusedInput } from './refused-input.ts';
import type { Shell } from './shell.ts';

/** The key's own text, line by line: no part of it is ever printed. */
const hidePem = (pem: string, shell: Shell): void => [pem, ...pem.split(/\s+/).filter((word) => word.length > 30)].forEach(shell.hide);

/** The key that bundles are signed with, where one is configured. Throws UsageError where it is missing or no Ed25519 key. */
export const readySigningKey = async (signing: { readonly key: SecretRef } | null, shell: Shell): Promise<KeyObject | null> => {
  if (signing === null) return null;
  const { resolveSigningKey } = await import('../config/secrets.ts');
  const { readPrivateKey } = await import('../evidence/keys.ts');
  const { value, notices } = await resolveSigningKey(signing.key, shell.world.env);
  hidePem(value.pem, shell);
  notices.forEach((notice) => shell.tell(`Note: ${notice}`));
  try {
    return readPrivateKey(value.pem, `signing.key: ${value.where}`);
  } catch (error) {
    throw refusedInput(error);
  }
};

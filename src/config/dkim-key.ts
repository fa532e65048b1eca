import { createPrivateKey, type KeyObject } from 'node:crypto';

/** Receivers do not believe shorter keys (RFC 8301). */
const FEWEST_BITS = 1024;

const readKey = (pem: string): KeyObject | null => {
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    return null;
  }
};

/** Why a text is no key to sign mails with; null: it is one. The text itself is never repeated. */
export const dkimKeyFault = (pem: string): string | null => {
  const key = readKey(pem);
  if (key === null) return 'holds no private key in PEM form without a passphrase';
  if (key.asymmetricKeyType !== 'rsa') return `holds a key of another kind (${key.asymmetricKeyType ?? 'unknown'}); DKIM needs RSA here`;
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < FEWEST_BITS ? `holds an RSA key of ${String(bits)} bits; at least ${String(FEWEST_BITS)} are needed, and 2048 are usual` : null;
};

import { createHash } from 'node:crypto';

/** Over all parts as if they were one, in lower-case hexadecimal digits. */
export const sha256Of = (parts: readonly (Uint8Array | string)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** In lower-case hexadecimal digits. A text counts as UTF-8. */
export const sha256 = (data: Uint8Array | string): string => sha256Of([data]);

export const hashPattern = /^[0-9a-f]{64}$/;

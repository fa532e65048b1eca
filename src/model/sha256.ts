import { createHash } from 'node:crypto';

/** In lower-case hexadecimal digits. A text counts as UTF-8. */
export const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

export const hashPattern = /^[0-9a-f]{64}$/;

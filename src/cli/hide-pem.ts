import type { Shell } from './shell.ts';

/** A key's own text, line by line: no part of it is ever printed. */
export const hidePem = (pem: string, { hide }: Pick<Shell, 'hide'>): void =>
  [pem, ...pem.split(/\s+/).filter((word) => word.length > 30)].forEach(hide);

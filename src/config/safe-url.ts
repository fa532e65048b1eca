import { isLoopback } from '../model/loopback.ts';

const NOTHING_HIDDEN = ['username', 'password', 'search', 'hash'] as const;

/** A key or a password may be sent there: https, or http that does not leave the machine; nothing else hidden in it. */
export const isSafeUrl = (written: string): boolean => {
  if (!URL.canParse(written) || /\s/.test(written)) return false;
  const url = new URL(written);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return safe && NOTHING_HIDDEN.every((part) => url[part] === '');
};

/**
 * A time stamp authority: many offer http only. Nothing secret goes there, only a hash. What comes back is signed over that
 * hash, but by whose certificate nobody knows beforehand: over http somebody on the way can answer with a stamp of their own.
 */
export const isStampUrl = (written: string): boolean => {
  if (!URL.canParse(written) || /\s/.test(written)) return false;
  const url = new URL(written);
  return ['https:', 'http:'].includes(url.protocol) && NOTHING_HIDDEN.every((part) => url[part] === '');
};

import { isLoopback } from '../model/loopback.ts';

/** A key or a password may be sent there: https, or http that does not leave the machine; nothing else hidden in it. */
export const isSafeUrl = (written: string): boolean => {
  if (!URL.canParse(written) || /\s/.test(written)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(written);
  const safe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return safe && username === '' && password === '' && search === '' && hash === '';
};

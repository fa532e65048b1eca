const IPV4_LOOPBACK = /^127(?:\.\d{1,3}){3}$/;

/** This machine, by its name or address. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host === '[::1]' || IPV4_LOOPBACK.test(host);

/** A key or a password may be sent there: https, or http that does not leave the machine; nothing else hidden in it. */
export const isSafeUrl = (written: string): boolean => {
  if (!URL.canParse(written) || /\s/.test(written)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(written);
  const safe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return safe && username === '' && password === '' && search === '' && hash === '';
};

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4_LOOPBACK = new RegExp(`^127(?:\\.${OCTET}){3}$`);
const NAMES: readonly string[] = ['localhost', '::1', '[::1]'];

/** Whether a host is this very machine: by its name in small letters, or by address; IPv6 also in brackets, as a URL has it. */
export const isLoopback = (host: string): boolean => NAMES.includes(host) || IPV4_LOOPBACK.test(host);

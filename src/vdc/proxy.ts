import { UserError } from '../errors.ts';
import { isLoopback } from '../model/loopback.ts';
import type { ProxyOptions } from './options.ts';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/** `host`, `.host`, `*.host`, each with an optional port; a host covers what lies below it. */
const isListed = (url: URL, entry: string): boolean => {
  if (entry === '*') return true;
  const [, host = '', port] = /^\*?\.?(\[[^\]]+\]|[^:]+)(?::(\d+))?$/u.exec(entry.toLowerCase()) ?? [];
  if (host === '' || (port !== undefined && port !== (url.port || DEFAULT_PORTS[url.protocol]))) return false;
  return url.hostname === host || url.hostname.endsWith(`.${host}`) || url.hostname === `[${host}]`;
};

const readProxy = (text: string, variable: string): URL => {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new UserError('proxy', `${variable} is not the address of an http or https proxy.`, {
      hint: 'Expected, for example: http://proxy.example:3128.',
    });
  return url;
};

/** A shorter password would be found in any text. */
const SHORTEST_PASSWORD = 6;

/** Part of an address without its escapes; one that was escaped wrongly is taken as it stands. */
export const decodePart = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** What must not be repeated of a proxy's address: its password, as the address writes it and as it is sent. */
export const proxySecrets = (proxy: URL | null): readonly string[] => {
  const password = proxy?.password ?? '';
  return [...new Set([password, decodePart(password)])].filter((form) => form.length >= SHORTEST_PASSWORD);
};

/** The proxy through which an origin is reached; null: directly. Throws a UserError where the proxy's address cannot be read. */
export const proxyFor = (origin: string, proxy: ProxyOptions | null): URL | null => {
  const url = new URL(origin);
  const plain = url.protocol === 'http:';
  const address = ((plain ? proxy?.http : proxy?.https) ?? '').trim();
  if (address === '' || (plain && isLoopback(url.hostname))) return null;
  const entries = (proxy?.no ?? '').split(/[,\s]+/u).filter((entry) => entry !== '');
  return entries.some((entry) => isListed(url, entry)) ? null : readProxy(address, plain ? 'HTTP_PROXY' : 'HTTPS_PROXY');
};

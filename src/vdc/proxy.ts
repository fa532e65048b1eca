import { UserError } from '../errors.ts';
import type { ProxyOptions } from './options.ts';

const DEFAULT_PORT = '443';

/** `host`, `.host`, `*.host`, each with an optional port; a host covers what lies below it. */
const isListed = (url: URL, entry: string): boolean => {
  if (entry === '*') return true;
  const [, host = '', port] = /^\*?\.?(\[[^\]]+\]|[^:]+)(?::(\d+))?$/u.exec(entry.toLowerCase()) ?? [];
  if (host === '' || (port !== undefined && port !== (url.port || DEFAULT_PORT))) return false;
  return url.hostname === host || url.hostname.endsWith(`.${host}`) || url.hostname === `[${host}]`;
};

const readProxy = (text: string): URL => {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new UserError('proxy', 'HTTPS_PROXY is not the address of an http or https proxy.', {
      hint: 'Expected, for example: http://proxy.example:3128.',
    });
  return url;
};

/** The proxy through which an origin is reached; null: directly. Throws a UserError where the proxy's address cannot be read. */
export const proxyFor = (origin: string, proxy: ProxyOptions | null): URL | null => {
  const url = new URL(origin);
  if (proxy?.https === null || proxy?.https === undefined || proxy.https.trim() === '' || url.protocol !== 'https:') return null;
  const entries = (proxy.no ?? '').split(/[,\s]+/u).filter((entry) => entry !== '');
  return entries.some((entry) => isListed(url, entry)) ? null : readProxy(proxy.https.trim());
};

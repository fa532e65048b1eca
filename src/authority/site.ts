import { proxyFor } from '../vdc/proxy.ts';
import type { ProxyOptions } from '../vdc/options.ts';

/** Where a time stamp authority is, and how it is reached. */
export type AuthoritySite = {
  readonly url: string;
  readonly origin: string;
  readonly path: string;
  /** Of one attempt, in milliseconds. */
  readonly timeoutMs: number;
  /** The contents of a CA file, trusted besides the usual roots. */
  readonly caPem: string | null;
  /** Null: directly. */
  readonly proxy: URL | null;
};

export type AuthorityOptions = Pick<AuthoritySite, 'url' | 'timeoutMs' | 'caPem'> & { readonly proxy: ProxyOptions };

/** Throws a UserError where the proxy's address cannot be read. */
export const readSite = ({ url, timeoutMs, caPem, proxy }: AuthorityOptions): AuthoritySite => {
  const { origin, pathname } = new URL(url);
  return { url, origin, path: pathname, timeoutMs, caPem, proxy: proxyFor(origin, proxy) };
};

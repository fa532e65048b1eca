import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import type { Readable } from 'node:stream';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import { UserError } from '../errors.ts';
import { decodePart } from './proxy.ts';

/** What a server answered; the body is still to be read, and is as it came over the wire. */
export type Reply = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Readable };

export type TransportOptions = {
  readonly origin: string;
  readonly connections: number;
  readonly connectTimeoutMs: number;
  readonly caPem: string | null;
  readonly proxy: URL | null;
  /** What every request carries, as a POST; without it requests are GET. */
  readonly post?: Uint8Array;
};

/** The only place that knows the network library. Redirects are not followed, nothing is decoded, nothing is sent twice. */
export type Transport = {
  readonly send: (path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<Reply>;
  readonly close: () => Promise<void>;
};

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]{1,100000}-----END CERTIFICATE-----/gu;

/** Made once: reading the roots anew for every connection costs more than the connection. */
const trustWith = (caPem: string): SecureContext => {
  const certificates = caPem.match(CERTIFICATE) ?? [];
  if (certificates.length === 0)
    throw new UserError('ca-file', 'The CA file holds no certificate.', { hint: 'Expected: one or more certificates in PEM form.' });
  try {
    // The secure context skips what it cannot read; a certificate's own reader does not.
    for (const certificate of certificates) new X509Certificate(certificate);
    return createSecureContext({ ca: [...getCACertificates('default'), ...certificates] });
  } catch (cause) {
    throw new UserError('ca-file', 'The CA file holds a certificate that cannot be read.', { hint: 'Expected: certificates in PEM form.', cause });
  }
};

const basicToken = (proxy: URL): string => `Basic ${Buffer.from(`${decodePart(proxy.username)}:${decodePart(proxy.password)}`).toString('base64')}`;

const createDispatcher = ({ connections, connectTimeoutMs, caPem, proxy }: TransportOptions): Dispatcher => {
  const tls = { rejectUnauthorized: true, timeout: connectTimeoutMs, ...(caPem === null ? {} : { secureContext: trustWith(caPem) }) };
  // Time limits are the caller's: one clock, not two.
  const common = { connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 };
  if (proxy === null) return new Agent({ ...common, connect: tls });
  const token = proxy.username === '' ? {} : { token: basicToken(proxy) };
  // A proxy forwards plain http; many open tunnels only to where TLS is spoken.
  return new ProxyAgent({ ...common, ...token, uri: proxy.origin, requestTls: tls, proxyTls: tls, proxyTunnel: false });
};

const joinHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]));

/** Throws a UserError where the CA file cannot be used. */
export const createTransport = (options: TransportOptions): Transport => {
  const dispatcher = createDispatcher(options);
  const content = options.post === undefined ? { method: 'GET' as const } : { method: 'POST' as const, body: options.post };
  const send: Transport['send'] = async (path, headers, signal) => {
    const reply = await dispatcher.request({ origin: options.origin, path, ...content, headers: { ...headers }, signal });
    // A body that nobody reads to its end must not bring the process down.
    reply.body.on('error', () => undefined);
    return { status: reply.statusCode, headers: joinHeaders(reply.headers), body: reply.body };
  };
  return { send, close: () => dispatcher.destroy() };
};

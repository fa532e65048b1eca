import { ReadError } from './read-error.ts';
import type { Redactor } from './redactor.ts';
import type { Reply } from './transport.ts';

const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Only these say that the same request is wanted there, with what it carries. */
const REPEATING: ReadonlySet<number> = new Set([307, 308]);

/** How a request is sent; what a POST carries is sent again only where the server asks for that. */
export type Sending = { readonly method: 'GET' | 'POST'; readonly send: (path: string) => Promise<Reply> };

/** A link of the server as a path of its own origin. Throws a ReadError where it leads elsewhere or would carry the key in the address. */
export const pathOfLink = (link: string, origin: string, from: string, redactor: Redactor): string => {
  const url = URL.parse(link, `${origin}${from}`);
  if (url === null) throw new ReadError('redirect-refused', 'a link that is not an address');
  if (url.origin !== origin) throw new ReadError('redirect-refused', `a link to another server: ${redactor.text(url.origin).slice(0, 200)}`);
  if (redactor.holds(url.href)) throw new ReadError('redirect-refused', 'a link that holds the key');
  return `${url.pathname}${url.search}`;
};

/** Sends a request and follows redirects within the origin, three at most. */
export const follow = async ({ method, send }: Sending, path: string, origin: string, redactor: Redactor): Promise<Reply> => {
  let current = path;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const reply = await send(current);
    const location = reply.headers['location'];
    if (!REDIRECTS.has(reply.status) || location === undefined) return reply;
    reply.body.destroy();
    if (method === 'POST' && !REPEATING.has(reply.status))
      throw new ReadError('redirect-refused', `status ${reply.status} asks for another request than the one that was sent`);
    current = pathOfLink(location, origin, current, redactor);
  }
  throw new ReadError('redirect-refused', `more than ${MAX_REDIRECTS} redirects`);
};

import { pathOfLink } from './follow.ts';
import { ReadError } from './read-error.ts';
import type { Page } from './read/list.ts';
import type { Redactor } from './redactor.ts';

/** Where the reading of a list stands. */
export type PagingState = {
  readonly origin: string;
  /** Path and query of the page that was just read. */
  readonly path: string;
  /** Paths and queries read so far, this one included. */
  readonly seen: ReadonlySet<string>;
  /** The offset that was asked for; null on the first page and where a link was followed. */
  readonly askedOffset: number | null;
};

export type NextPage = { readonly path: string; readonly askedOffset: number | null };

const MAX_PAGES = 10_000;

const endless = (why: string): ReadError => new ReadError('endless-paging', why);

/** A server that ignores the offset would send its first page for ever. */
const nextByOffset = ({ path, askedOffset }: PagingState, page: Page): NextPage | null => {
  const { limit, setId } = page;
  if (limit === null || limit === 0 || page.items.length < limit) return null;
  const offset = page.offset ?? askedOffset ?? 0;
  if (askedOffset !== null && offset !== askedOffset) throw endless(`asked for offset ${askedOffset}, got ${offset}`);
  const [base = '', query = ''] = path.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('offset', String(offset + limit));
  parameters.set('limit', String(limit));
  if (setId !== null) parameters.set('setId', setId);
  return { path: `${base}?${parameters.toString()}`, askedOffset: offset + limit };
};

/**
 * The page after this one; null: this was the last. The link counts where there is one, else offset and limit until a short page.
 * Throws a ReadError for a link that is not followed and for a list without end.
 */
export const nextPage = (state: PagingState, page: Page, redactor: Redactor): NextPage | null => {
  const next =
    page.next === null ? nextByOffset(state, page) : { path: pathOfLink(page.next, state.origin, state.path, redactor), askedOffset: null };
  if (next === null) return null;
  if (redactor.holds(next.path)) throw new ReadError('redirect-refused', 'a page whose address holds the key');
  if (state.seen.has(next.path)) throw endless('a page that was read before');
  if (state.seen.size >= MAX_PAGES) throw endless(`more than ${MAX_PAGES} pages`);
  return next;
};

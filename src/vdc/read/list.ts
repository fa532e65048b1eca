/** One page of a list, as the source sent it. The paging fields are null in a bare array. */
export type Page = {
  readonly items: readonly unknown[];
  readonly next: string | null;
  readonly offset: number | null;
  readonly limit: number | null;
  readonly setId: string | null;
};

export type ListFailure = 'not-json' | 'not-a-list';

type WireEnvelope = {
  readonly results?: unknown;
  readonly offset?: unknown;
  readonly limit?: unknown;
  readonly setId?: unknown;
  readonly _links?: { readonly next?: { readonly href?: unknown } | null } | null;
};

const bare = (items: readonly unknown[]): Page => ({ items, next: null, offset: null, limit: null, setId: null });

/** A whole number that can be a position in a list. */
const position = (value: unknown): number | null => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null);

const nonEmpty = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The link is a text, or an object with `href`. */
const readNext = (envelope: WireEnvelope): string | null => {
  const next = envelope._links?.next;
  return nonEmpty(next) ?? nonEmpty(next?.href);
};

/** A parsed body as a page: a bare array, or `{ results, offset, limit, setId, _links }`. */
export const readPage = (value: unknown): Page | 'not-a-list' => {
  if (Array.isArray(value)) return bare(value);
  if (typeof value !== 'object' || value === null) return 'not-a-list';
  const envelope: WireEnvelope = value;
  if (!Array.isArray(envelope.results)) return 'not-a-list';
  return {
    items: envelope.results,
    next: readNext(envelope),
    offset: position(envelope.offset),
    limit: position(envelope.limit),
    setId: nonEmpty(envelope.setId),
  };
};

/** A response's body as a page, or why it is none. Broken UTF-8 becomes U+FFFD, a byte order mark is skipped. */
export const readList = (body: Uint8Array): Page | ListFailure => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return readPage(value);
  } catch {
    return 'not-json';
  }
};

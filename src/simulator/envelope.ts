import type { LooseRecord } from './alter-records.ts';
import { hashText } from './random.ts';

/** `limit`: records a page where the request names none (default 100). `links: 'text'`: addresses without an object around them. */
export type EnvelopeOption = { readonly limit?: number; readonly links?: 'object' | 'text' };

type Link = string | { readonly href: string };
export type Envelope = {
  readonly offset: number;
  readonly limit: number;
  readonly setId: string;
  readonly results: readonly LooseRecord[];
  readonly _links: { readonly self: Link; readonly next?: Link };
};

const wholeNumber = (text: string | null, otherwise: number): number => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise);

/** A page of the backend's own envelope. `_links.next` is a path with query, and is left out on the last page. */
export const envelopePage = (records: readonly LooseRecord[], path: string, query: URLSearchParams, option: EnvelopeOption): Envelope => {
  const offset = wholeNumber(query.get('offset'), 0);
  const limit = Math.max(1, wholeNumber(query.get('limit'), option.limit ?? 100));
  const setId = query.get('setId') ?? hashText(path).toString(16).padStart(8, '0');
  const link = (from: number): Link => {
    const next = new URLSearchParams(query);
    for (const [key, value] of Object.entries({ offset: from, limit, setId })) next.set(key, String(value));
    const href = `${path}?${next.toString()}`;
    return option.links === 'text' ? href : { href };
  };
  const rest = offset + limit < records.length ? { next: link(offset + limit) } : {};
  return { offset, limit, setId, results: records.slice(offset, offset + limit), _links: { self: link(offset), ...rest } };
};

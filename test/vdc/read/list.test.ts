import { expect, it } from 'vitest';
import { readList } from '../../../src/vdc/read/list.ts';

const list = (text: string): ReturnType<typeof readList> => readList(new TextEncoder().encode(text));
const plain = { next: null, offset: null, limit: null, setId: null };

it('reads a bare array, also behind a byte order mark', () => {
  expect(list('[1,{}]')).toEqual({ items: [1, {}], ...plain });
  expect(list('\uFEFF[]')).toEqual({ items: [], ...plain });
});

it('reads the envelope with a link as text or as href', () => {
  const envelope = { offset: 0, limit: 30, setId: 's', results: [1] };
  const page = { items: [1], offset: 0, limit: 30, setId: 's' };
  expect(list(JSON.stringify({ ...envelope, _links: { next: '/v1/x?offset=30' } }))).toEqual({ ...page, next: '/v1/x?offset=30' });
  expect(list(JSON.stringify({ ...envelope, _links: { next: { href: '?offset=30' } } }))).toEqual({ ...page, next: '?offset=30' });
  expect(list(JSON.stringify({ ...envelope, _links: {} }))).toEqual({ ...page, next: null });
});

it.each([null, 'x', 5, true, { href: 7 }, []])('takes %j for no link', (next) => {
  expect(list(JSON.stringify({ results: [], _links: { next } }))).toEqual({ items: [], ...plain, next: next === 'x' ? 'x' : null });
});

it('takes wrong paging fields for none', () => {
  expect(list('{"results":[],"offset":-1,"limit":"30","setId":4,"_links":null}')).toEqual({ items: [], ...plain });
});

it.each(['', '[1,', '<!doctype html><p>Sign in</p>', 'undefined', '[1]x'])('%j is not JSON', (text) => expect(list(text)).toBe('not-json'));

it.each(['null', '3', '"[]"', 'true', '{}', '{"results":null}', '{"results":{"0":1}}', '{"error":"no"}'])('%s is not a list', (text) =>
  expect(list(text)).toBe('not-a-list'),
);

it('survives a million brackets', () => expect(list('['.repeat(1_000_000))).toBe('not-json'));

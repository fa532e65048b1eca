import { expect } from 'vitest';

/** Clients run, fetch or link what these stand for. */
export const FORBIDDEN = [
  /<script/i,
  /<svg/i,
  /<img/i,
  /<a[\s>]/i,
  /<link/i,
  /<iframe/i,
  /<object/i,
  /<form/i,
  /\bdata:/i,
  /https?:/i,
  /url\(/i,
  /@import/i,
];
/** The tags' attribute names; a tag that this cannot read counts as one called `unreadable`. */
export const attributesOf = (html: string): string[] =>
  [...html.matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) => {
    const [, attributes] = /^<[a-z][a-z0-9]*((?:\s+[a-z-]+(?:="[^"<>]*")?)*)>$/i.exec(tag) ?? [];
    if (attributes === undefined) return ['unreadable'];
    return attributes
      .replace(/="[^"]*"/g, '')
      .trim()
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean);
  });
export const ALLOWED = 'align bgcolor border cellpadding cellspacing charset class content height lang name role scope style valign width'.split(' ');

/** What a reader sees, in order, with one space between the pieces. */
export const seen = (html: string): string =>
  html
    .replace(/<head>.*<\/head>/su, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&(?:#x27|quot|amp|lt|gt|#x3D|#x60);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/gu, ' ')
    .trim();
const ENTITIES: Readonly<Record<string, string>> = {
  '&#x27;': "'",
  '&quot;': '"',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#x3D;': '=',
  '&#x60;': '`',
};

export const inOrder = (text: string, parts: readonly string[]): void => {
  const places = parts.map((part) => text.indexOf(part));
  expect(places, `${parts.join(' | ')} in: ${text}`).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
};

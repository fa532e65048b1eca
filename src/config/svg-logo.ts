import type { Picture } from '../model/branding.ts';

/** What the report would not show of a drawing, or had better not read. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/<!ENTITY/i, 'it declares entities; save it as plain SVG'],
  [/<script/i, 'it holds a script, which a report never runs'],
  [/<foreignObject/i, 'it holds HTML (foreignObject); convert texts to paths'],
  [/@import/i, 'it imports a style sheet, and a report fetches nothing'],
  [/\b(?:href|src)\s{0,9}=\s{0,9}["']\s{0,9}(?!#|data:)[^"'\s]/i, 'it refers to something outside itself, and a report fetches nothing; embed it'],
  [/url\(\s{0,9}["']?\s{0,9}(?!#|data:|["'\s])/i, 'it refers to something outside itself, and a report fetches nothing; embed it'],
];

const numberIn = (tag: string, name: string): number => {
  const written = new RegExp(`\\s${name}\\s{0,9}=\\s{0,9}["']\\s{0,9}([0-9.]{1,12})(?:px)?\\s{0,9}["']`, 'i').exec(tag)?.[1];
  return Number(written ?? Number.NaN);
};

/** Of the view box; else of the drawing itself. */
const sidesOf = (tag: string): readonly [width: number, height: number] => {
  const box = /\sviewBox\s{0,9}=\s{0,9}["']([-0-9.e,\s]{1,100})["']/i
    .exec(tag)?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  return [box?.[2] ?? numberIn(tag, 'width'), box?.[3] ?? numberIn(tag, 'height')];
};

const isSide = (side: number): boolean => side > 0 && side <= 100_000;

/** The tag that begins the drawing, behind declarations and comments; null where the text is no SVG. */
const rootTag = (text: string): string | null => {
  const start = text.search(/<svg[\s>]/);
  if (
    start === -1 ||
    text
      .slice(0, start)
      .replaceAll(/<!--[^]*?-->|<\?[^]*?\?>|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/g, '')
      .trim() !== ''
  )
    return null;
  const end = text.indexOf('>', start);
  return end === -1 ? null : text.slice(start, end + 1);
};

const decode = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * A drawing, why it cannot be used, or null where the bytes are none. The report shows it through `<img>`: there a browser runs
 * no script of it and fetches nothing for it. What is refused here would be missing from the logo, or is never meant.
 */
export const readSvgLogo = (bytes: Uint8Array): Picture | string | null => {
  const text = decode(bytes);
  const tag = text === null ? null : rootTag(text);
  if (text === null || tag === null) return null;
  const refused = REFUSED.find(([pattern]) => pattern.test(text));
  if (refused !== undefined) return refused[1];
  if (!/\sxmlns\s{0,9}=\s{0,9}["']http:\/\/www\.w3\.org\/2000\/svg["']/.test(tag)) return 'its <svg> has no xmlns="http://www.w3.org/2000/svg"';
  const [width, height] = sidesOf(tag);
  if (!isSide(width) || !isSide(height)) return 'it says no size: give its <svg> a viewBox';
  return { type: 'image/svg+xml', base64: Buffer.from(bytes).toString('base64'), width, height };
};

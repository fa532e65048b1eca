/** Control characters, and those that reorder, hide or join text: harmless names do not need them. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+/gu;

/**
 * A joiner between letters of a script that needs it (Persian, Hindi) or between the parts of one picture belongs to the
 * spelling. Anywhere else it only makes two names look alike.
 */
const SPELLING =
  /((?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{M}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Devanagari}])|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic}))/u;

const withoutUnseen = (text: string): string =>
  text
    .split(SPELLING)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(UNSEEN, ' ')))
    .join('');

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const shorten = (text: string, length: number): string => {
  if (text.length <= length) return text;
  let kept = '';
  for (const { segment } of segmenter.segment(text.slice(0, length * 4))) {
    if (kept.length + segment.length > length) break;
    kept += segment;
  }
  return `${kept}…`;
};

/** One line of visible text, no longer than `length`. Lone halves of surrogate pairs become U+FFFD. Markup is left to the writer's own escaping. */
export const visibleText = (text: string, length: number): string => shorten(withoutUnseen(text.toWellFormed()).replace(/\s+/gu, ' ').trim(), length);

/** A CSS string literal that can end neither itself nor the style element around it. */
export const cssString = (text: string): string =>
  `"${text.replace(/[^A-Za-z0-9 .,:·–-]/gu, (character) => `\\${(character.codePointAt(0) ?? 0xfffd).toString(16)} `)}"`;

import type { Slice } from './font-library.ts';

type Han = NonNullable<Slice['han']>;

const KANA = /[\u3040-\u30ff]/u;
const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/u;
const IDEOGRAPHS = /\p{Script=Han}/gu;

/** All that two bytes can say in an encoding: the characters that its country wrote. */
const writtenIn = (encoding: string, first: Span, second: readonly Span[]): ReadonlySet<string> => {
  const pairs = spanned(first).flatMap((lead) => second.flatMap(spanned).flatMap((trail) => [lead, trail]));
  return new Set(new TextDecoder(encoding).decode(Uint8Array.from(pairs)));
};

type Span = readonly [from: number, to: number];

const spanned = ([from, to]: Span): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Whether more of it was written in Taiwan alone than on the mainland alone. */
const isTraditional = (text: string): boolean => {
  const ideographs = [...new Set(text.match(IDEOGRAPHS))];
  if (ideographs.length === 0) return false;
  const mainland = writtenIn('gb2312', [0xb0, 0xf7], [[0xa1, 0xfe]]);
  const taiwan = writtenIn(
    'big5',
    [0xa4, 0xf9],
    [
      [0x40, 0x7e],
      [0xa1, 0xfe],
    ],
  );
  const only = (these: ReadonlySet<string>, others: ReadonlySet<string>) => ideographs.filter((each) => these.has(each) && !others.has(each)).length;
  return only(taiwan, mainland) > only(mainland, taiwan);
};

/** One character is written differently in Chinese, Japanese and Korean: the other letters of the text say which is meant. */
const hanOrder = (text: string, locale: string): readonly Han[] => {
  const chinese: Han[] = isTraditional(text) ? ['tc', 'sc'] : ['sc', 'tc'];
  if (KANA.test(text) || locale.startsWith('ja')) return ['jp', ...chinese, 'kr'];
  return HANGUL.test(text) || locale.startsWith('ko') ? ['kr', ...chinese, 'jp'] : [...chinese, 'jp', 'kr'];
};

/** Slices in the order in which they are asked for a character of this text. */
export const orderSlices = (slices: readonly Slice[], text: string, locale: string): readonly Slice[] => {
  const order = hanOrder(text, locale);
  const first = slices.findIndex(({ han }) => han !== null);
  const others = slices.filter(({ han }) => han === null);
  const before = slices.slice(0, Math.max(0, first)).length;
  return [...others.slice(0, before), ...order.flatMap((han) => slices.filter((slice) => slice.han === han)), ...others.slice(before)];
};

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { fallbackFaces, type FontFace } from '../../../src/render/fonts/fallback-faces.ts';
import type { FontLibrary } from '../../../src/render/fonts/font-library.ts';
import { CERTAIN, foreignCharacters, MOST_CHARACTERS } from '../../../src/render/fonts/foreign-characters.ts';
import { orderSlices } from '../../../src/render/fonts/order-slices.ts';
import { inRanges, readRanges, writeRanges } from '../../../src/render/fonts/ranges.ts';
import { loadAssets, templatesHash, type Assets } from '../../../src/render/html/assets.ts';
import { createHtmlRenderer } from '../../../src/render/html/index.ts';
import { reportFixture } from '../../support/report-fixture.ts';
import { SCRIPTS } from '../support/scripts.ts';

let assets: Assets;
let own: { readonly ranges: ReturnType<typeof readRanges>; readonly base64: string }[];

beforeAll(async () => {
  assets = await loadAssets();
  own = assets.fonts.filter(({ weight }) => weight === 400).map(({ range, base64 }) => ({ ranges: readRanges(range), base64 }));
});

const facesFor = (text: string, locale = 'en') => fallbackFaces({ text, locale, own }, assets.library);
const has = async ({ base64 }: { readonly base64: string }) => (await assets.library.open(Buffer.from(base64, 'base64'))).has;
const covers = ({ range }: FontFace, character: string) => inRanges(readRanges(range), character.codePointAt(0) ?? 0);

const NOTHING: FontLibrary = {
  versions: [],
  slices: async () => Promise.reject(new Error('looked for slices')),
  open: async () => Promise.reject(new Error('opened a font')),
  read: async () => Promise.reject(new Error('read a font')),
};

describe('ranges', () => {
  test('say exactly the characters that they were made from', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1 }), (points) => {
        const ranges = readRanges(writeRanges(points));
        for (let point = 0; point <= 401; point += 1) expect(inRanges(ranges, point)).toBe(points.includes(point));
      }),
      { numRuns: 1000 },
    );
  });

  test('are short', () => {
    expect(writeRanges([0x61, 0x63, 0x62, 0x61, 0x1f600])).toBe('U+61-63,U+1F600');
  });
});

describe('a page in Latin letters', () => {
  test('asks no font: what is taken for certain is in Inter', async () => {
    const [latin] = own;
    const known = await has(latin ?? { base64: '' });
    const missing = readRanges(CERTAIN).flatMap(([from, to]) => {
      const points = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      // The soft hyphen is never drawn as a glyph of its own.
      return points.filter((point) => !known.has(point) && point !== 0xad);
    });
    expect(missing).toEqual([]);
  });

  test('is rendered without one', async () => {
    const page = await createHtmlRenderer({ ...assets, library: NOTHING })(reportFixture(), { paper: 'A4' });
    expect(page.match(/@font-face/g)).toHaveLength(2);
  });
});

describe('other scripts', () => {
  test.each(Object.entries(SCRIPTS))('%s: every character has one font that has it', async (_, text) => {
    const faces = await facesFor(text);
    const maps = new Map<FontFace, ReadonlySet<number>>();
    for (const face of faces) maps.set(face, await has(face));
    for (const character of foreignCharacters(text).map((point) => String.fromCodePoint(point))) {
      const point = character.codePointAt(0) ?? 0;
      const inInter = await Promise.all(own.filter(({ ranges }) => inRanges(ranges, point)).map(has));
      const standIns = faces.filter((face) => covers(face, character));
      const drawn = inInter.some((map) => map.has(point)) || standIns.length > 0;
      expect(drawn, character).toBe(true);
      expect(standIns.filter((face) => maps.get(face)?.has(point) !== true)).toEqual([]);
      const letters = standIns.filter(({ family }) => family === 'Inter').map(({ weight }) => weight);
      expect([[], ['400', '600']], character).toContainEqual(letters);
    }
  });

  test('are taken from Inter where Inter has them, and no stand-in takes a digit, a sign or a letter from it', async () => {
    const faces = await facesFor(`${Object.values(SCRIPTS).join(' ')} 0123456789 #*©®™`);
    const letters = faces.filter(({ family }) => family === 'Inter');
    for (const character of '0123456789#*©®™aé') expect(letters.filter((face) => covers(face, character))).toEqual([]);
    expect(new Set(faces.map(({ base64 }) => base64)).size).toBe(faces.length);
  });

  test('give equal bytes for equal texts', async () => {
    const text = `${SCRIPTS['Japanese'] ?? ''}${SCRIPTS['Pictures'] ?? ''}`;
    expect(await facesFor(text)).toEqual(await facesFor(text));
  });

  test('keep the name and the licence of the typeface', async () => {
    const [face] = await facesFor('邮');
    const { convert } = await import('fontverter');
    const font = await convert(Buffer.from(face?.base64 ?? '', 'base64'), 'sfnt');
    const names = font.toString('latin1').replaceAll('\0', '');
    expect(names).toMatch(/Noto Sans SC/);
    expect(names).toMatch(/scripts\.sil\.org\/OFL|openfontlicense\.org/);
  });

  test('choose the form of a Han character by the letters around it', async () => {
    const slices = await assets.library.slices();
    const first = (text: string, locale = 'en') => orderSlices(slices, text, locale).find(({ han }) => han !== null)?.han;
    expect(first('邮箱备份')).toBe('sc');
    expect(first('郵件備份財務處')).toBe('tc');
    expect(first('直メール')).toBe('jp');
    expect(first('直 메일')).toBe('kr');
    expect(first('直', 'ja')).toBe('jp');
  });

  test('of very many characters the most used are embedded', async () => {
    const many = Array.from({ length: MOST_CHARACTERS }, (_, index) => String.fromCodePoint(0xac00 + index)).join('');
    const faces = await facesFor(`${many}邮邮`);
    expect(faces.some((face) => covers(face, '邮'))).toBe(true);
    expect(faces.some((face) => covers(face, '가'))).toBe(true);
    expect(faces.some((face) => covers(face, String.fromCodePoint(0xac00 + MOST_CHARACTERS - 1)))).toBe(false);
    expect(faces.reduce((sum, { base64 }) => sum + base64.length, 0)).toBeLessThan(4_000_000);
  }, 60_000);

  test('that no font has are left to the reader: nothing is thrown', async () => {
    expect(await facesFor('𓀀 ꙮ \u{10ffff} \ud800')).toEqual(await facesFor('ꙮ'));
  });
});

test('other versions of the fonts can be told apart', () => {
  const other = {
    ...assets,
    library: { ...assets.library, versions: assets.library.versions.map((each) => each.replace('noto-sans-sc@', 'noto-sans-sc@9')) },
  };
  expect(templatesHash(other)).not.toBe(templatesHash(assets));
  expect(assets.library.versions.every((each) => /^(@[\w-]+\/)?[\w-]+@\d+\.\d+\.\d+/.test(each))).toBe(true);
});

import { PDF, PdfDict, PdfName, PdfRef } from '@libpdf/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishDocument } from '../../src/render/pdf/document.ts';
import { packObjects } from '../../src/render/pdf/pack-objects.ts';
import { readObjects } from '../../src/render/pdf/read-objects.ts';
import { documentInfo } from '../support/document-info.ts';

const ID = 'AB'.repeat(16);

type Written = { readonly bytes: Buffer; readonly end: number };

/** One section of a document: objects, their table, and a trailer that names the section before. */
const section = (before: Buffer, objects: ReadonlyMap<number, string>, trailer: string): Written => {
  const parts = [before];
  let at = before.length;
  const places = new Map<number, number>();
  for (const [number, body] of objects) {
    const part = Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1');
    places.set(number, at);
    parts.push(part);
    at += part.length;
  }
  const rows = [...places].map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`);
  const table = `xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n<<${trailer}>>\nstartxref\n${at}\n%%EOF\n`;
  return { bytes: Buffer.concat([...parts, Buffer.from(table, 'latin1')]), end: at };
};

const BASE = new Map([
  [1, '<</Type /Catalog /Pages 2 0 R>>'],
  [2, '<</Type /Pages /Kids [3 0 R] /Count 1>>'],
  [3, '<</Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] /Contents 4 0 R>>'],
  [4, '<</Length 4>>\nstream\nq Q\n\nendstream'],
  [5, '<</Title (first)>>'],
]);
const TRAILER = '/Size 6 /Root 1 0 R /Info 5 0 R';
const START = Buffer.from('%PDF-1.4\n');

const titleOf = async (pdf: Uint8Array) => (await PDF.load(pdf, { lenient: false })).getTitle();

describe('a packed document', () => {
  test('is the same document, its pages and properties in place', async () => {
    const packed = packObjects(section(START, BASE, TRAILER).bytes, ID);
    const document = await PDF.load(packed, { lenient: false });
    expect(document.getTitle()).toBe('first');
    expect(document.getPageCount()).toBe(1);
    expect(document.getPage(0)?.width).toBe(10);
  });

  test('holds what was written last, and nothing of what it replaced', async () => {
    const first = section(START, BASE, TRAILER);
    const second = section(first.bytes, new Map([[5, '<</Title (second)>>']]), `${TRAILER} /Prev ${first.end}`);
    expect(await titleOf(packObjects(second.bytes, ID))).toBe('second');
    expect(readObjects(second.bytes).objects.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  test('keeps every text, also one that looks like the end of an object, a stream or the document', async () => {
    const part = fc.oneof(
      fc.constantFrom('endobj', '\nendobj\n', '\nendstream', 'endstream\nendobj', '%%EOF', 'startxref 1', 'trailer', '7 0 obj'),
      fc.string({ maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        const title = parts.join('');
        const escaped = Buffer.from(`\ufeff${title}`, 'utf16le').swap16().toString('hex');
        const literal = parts.join('').replaceAll(/[^a-z0-9 %\n]/g, '');
        const objects = new Map([...BASE, [5, `<</Title <${escaped}> /Subject (${literal})>>`]]);
        const document = await PDF.load(packObjects(section(START, objects, TRAILER).bytes, ID), { lenient: false });
        expect(document.getTitle()).toBe(title);
        expect(document.getSubject()).toBe(literal);
      }),
      { numRuns: 1000 },
    );
  });

  test('keeps a name whose last letter is white space elsewhere, and drops what is white space in a PDF', async () => {
    const { bytes } = section(START, new Map([...BASE, [6, '\0\t\n\f\r /Last\u00a0\t\n\f\r ']]), TRAILER.replace('6', '7'));
    const nameIn = async (pdf: Uint8Array) => {
      const found = (await PDF.load(pdf, { lenient: false })).getObject(PdfRef.of(6, 0));
      return found instanceof PdfName ? found.value : null;
    };
    expect(await nameIn(bytes)).toMatch(/^Last.$/);
    expect(await nameIn(packObjects(bytes, ID))).toBe(await nameIn(bytes));
  });

  test('of thousands of objects is a fraction of its size, and every one is found', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => [index + 6, `<</Type /StructElem /S /TD /K ${index} /P 1 0 R>>`] as const);
    const objects = new Map([
      ...BASE,
      [1, `<</Type /Catalog /Pages 2 0 R /All [${many.map(([number]) => `${number} 0 R`).join(' ')}]>>`] as const,
      ...many,
    ]);
    const { bytes } = section(START, objects, TRAILER.replace('6', '3006'));
    const packed = packObjects(bytes, ID);
    expect(packed.length).toBeLessThan(bytes.length / 8);
    const document = await PDF.load(packed, { lenient: false });
    const numbers = many.map(([number]) => {
      const found = document.getObject(PdfRef.of(number, 0));
      return found instanceof PdfDict ? found.getNumber('K')?.value : null;
    });
    expect(numbers).toEqual(many.map((_, index) => index));
  });

  test('may have more objects than a call has room for', () => {
    const count = 200_000;
    const objects = Array.from({ length: count }, (_, index) => `${index + 1} 0 obj\n<<>>\nendobj\n`);
    let at = START.length;
    const rows = objects.map((object) => {
      const row = `${String(at).padStart(10, '0')} 00000 n \n`;
      at += object.length;
      return row;
    });
    const table = `xref\n0 ${count + 1}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Root 1 0 R /Info 2 0 R>>\nstartxref\n${at}\n%%EOF\n`;
    expect(readObjects(Buffer.from(`${START.toString()}${objects.join('')}${table}`)).objects).toHaveLength(count);
  });

  test('is equal for equal input, with the identifier that was asked for', () => {
    const { bytes } = section(START, BASE, TRAILER);
    expect(Buffer.compare(packObjects(bytes, ID), packObjects(bytes, ID))).toBe(0);
    expect(Buffer.from(packObjects(bytes, ID)).toString('latin1')).toContain(`/ID[<${ID}><${ID}>]`);
  });
});

describe('refused, rather than handed on damaged', () => {
  const whole = section(START, BASE, TRAILER);
  const changed = (from: string, to: string) => Buffer.from(whole.bytes.toString('latin1').replace(from, to), 'latin1');

  test.each([
    ['what is no document', Buffer.from('no document')],
    ['a document that is cut off', whole.bytes.subarray(0, -20)],
    ['one that is packed already', Buffer.from(packObjects(whole.bytes, ID))],
    ['a table that leads elsewhere', changed('0000000009 00000 n', '0000000010 00000 n')],
    ['a table that cannot be read', changed('0000000009 00000 n', '000000000x 00000 n')],
    ['a place outside the file', changed('0000000009 00000 n', '0999999999 00000 n')],
    ['a document without a catalog', changed('/Root 1 0 R', '/Ruut 1 0 R')],
    ['tables that go round in a circle', section(START, BASE, `${TRAILER} /Prev ${whole.end}`).bytes],
  ])('%s', (_, bytes) => {
    expect(() => packObjects(bytes, ID)).toThrow(/The PDF is not built as expected/);
  });
});

test('a document that cannot be packed is handed on whole, always with the same bytes', async () => {
  // A line break before each object: readers find it, but it is not in its very place.
  const printed = Buffer.from(
    section(START, BASE, TRAILER)
      .bytes.toString('latin1')
      .replaceAll(/0000000(\d{3}) 00000 n/g, (_, at: string) => `${String(Number(at) - 1).padStart(10, '0')} 00000 n`),
    'latin1',
  );
  const finish = () => finishDocument({ bytes: printed, info: documentInfo({ title: 'third' }) }, []);
  const finished = await finish();
  expect(() => packObjects(printed, ID)).toThrow(/not in its place/);
  expect(Buffer.from(finished).toString('latin1')).not.toContain('/ObjStm');
  expect(await titleOf(finished)).toBe('third');
  expect((await PDF.load(finished)).getPageCount()).toBe(1);
  expect(Buffer.from(await finish()).toString('latin1')).toBe(Buffer.from(finished).toString('latin1'));
});

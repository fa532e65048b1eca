import { deflateSync } from 'node:zlib';
import { readObjects, type RawObject } from './read-objects.ts';

/*
 * Own code, because the PDF library reads such containers but writes none (libpdf 0.4.2), and what does is slower or large: this
 * takes 9 to 19 ms for a report where qpdf-wasm takes 82 ms, and cantoo/pdf-lib 199 ms and 37 MB.
 */

/** A line of the table of places: kind, place or container, index in it. */
type Row = readonly [kind: 0 | 1 | 2, place: number, index: number];

/** Enough for the compression to see what repeats; a reader unpacks one container at a time. */
const PER_CONTAINER = 200;
const LEVEL = 7;
const ROW = 7;
/** Each byte of a row stands as the difference to the one above: regular tables become nearly nothing. */
const UP = 2;

const HEADER = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1');

/** NUL, tab, LF, FF, CR and space are white space in a PDF, and nothing else: 0xA0 is a letter of a name. */
const isWhite = (byte: number | undefined): boolean => byte !== undefined && [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20].includes(byte);

const trimmed = (body: Buffer): Buffer => {
  let start = 0;
  let end = body.length;
  while (start < end && isWhite(body[start])) start += 1;
  while (end > start && isWhite(body[end - 1])) end -= 1;
  return body.subarray(start, end);
};

const streamObject = (number: number, entries: string, content: Buffer): Buffer => {
  const packed = deflateSync(content, { level: LEVEL });
  const head = `${number} 0 obj\n<<${entries}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream\nendobj\n', 'latin1')]);
};

const container = (number: number, objects: readonly RawObject[]): Buffer => {
  const index: string[] = [];
  const bodies: Buffer[] = [];
  let offset = 0;
  for (const object of objects) {
    const body = Buffer.concat([trimmed(object.body), Buffer.from('\n')]);
    index.push(`${object.number} ${offset}`);
    bodies.push(body);
    offset += body.length;
  }
  const head = Buffer.from(`${index.join(' ')}\n`, 'latin1');
  return streamObject(number, `/Type/ObjStm/N ${objects.length}/First ${head.length}`, Buffer.concat([head, ...bodies]));
};

const encodeRows = (rows: readonly Row[]): Buffer => {
  const plain = Buffer.alloc(rows.length * ROW);
  rows.forEach(([kind, place, index], row) => {
    plain.writeUInt8(kind, row * ROW);
    plain.writeUInt32BE(place, row * ROW + 1);
    plain.writeUInt16BE(index, row * ROW + 5);
  });
  const encoded = Buffer.alloc(rows.length * (ROW + 1));
  for (let row = 0; row < rows.length; row += 1) {
    encoded[row * (ROW + 1)] = UP;
    for (let at = 0; at < ROW; at += 1) {
      const above = row === 0 ? 0 : (plain[(row - 1) * ROW + at] ?? 0);
      encoded[row * (ROW + 1) + 1 + at] = ((plain[row * ROW + at] ?? 0) - above) & 0xff;
    }
  }
  return encoded;
};

const chunksOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/**
 * The same document with all its small objects in compressed containers and a compressed table of places, as PDF 1.5 and later
 * have them. The tags of a report are ten thousand small objects: packed they take a tenth. What was replaced by a later addition
 * is left out. `id` is the file identifier, 32 hexadecimal digits. Throws for a document that is packed already.
 */
export const packObjects = (pdf: Uint8Array, id: string): Uint8Array => {
  const { objects, root, info } = readObjects(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
  const parts: Buffer[] = [HEADER];
  const rows = new Map<number, Row>();
  let position = HEADER.length;
  const write = (number: number, generation: number, part: Buffer): void => {
    rows.set(number, [1, position, generation]);
    parts.push(part);
    position += part.length;
  };
  const isLoose = ({ isStream, generation }: RawObject) => isStream || generation > 0;
  for (const { number, generation, body } of objects.filter(isLoose))
    write(number, generation, Buffer.concat([Buffer.from(`${number} ${generation} obj`), body, Buffer.from('endobj\n')]));
  let next = (objects.at(-1)?.number ?? 0) + 1;
  for (const chunk of chunksOf(
    objects.filter((object) => !isLoose(object)),
    PER_CONTAINER,
  )) {
    const number = next;
    chunk.forEach((object, index) => rows.set(object.number, [2, number, index]));
    write(number, 0, container(number, chunk));
    next += 1;
  }
  const start = position;
  rows.set(next, [1, start, 0]);
  const table = Array.from({ length: next + 1 }, (_, number): Row => rows.get(number) ?? [0, 0, number === 0 ? 0xffff : 0]);
  const entries = `/Type/XRef/Size ${next + 1}/W[1 4 2]/Root ${root}/Info ${info}/ID[<${id}><${id}>]/DecodeParms<</Predictor 12/Columns ${ROW}>>`;
  return Buffer.concat([...parts, streamObject(next, entries, encodeRows(table)), Buffer.from(`startxref\n${start}\n%%EOF\n`)]);
};

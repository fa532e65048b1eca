import { constants, deflateRawSync, deflateSync } from 'node:zlib';

/** Small documents that a reader without limits would unpack until its machine stands still. */

const MB = 1024 * 1024;
const PIECE = 16 * MB;

const piece = deflateRawSync(Buffer.alloc(PIECE), { level: 9, finishFlush: constants.Z_FULL_FLUSH });

/** Four gigabytes of nothing in four megabytes. */
const packed = Buffer.concat([Buffer.from([0x78, 0xda]), ...Array.from({ length: 256 }, () => piece), deflateRawSync(new Uint8Array())]);

const documentOf = (dictionary: string, data: Uint8Array): Uint8Array => {
  const head = '%PDF-1.7\n';
  const start = `${head}1 0 obj\n<< /Type /XRef /Root 2 0 R ${dictionary} /Length ${String(data.length)} >>\nstream\n`;
  return Buffer.concat([Buffer.from(start), data, Buffer.from(`\nendstream\nendobj\nstartxref\n${String(head.length)}\n%%EOF\n`)]);
};

/** Its table of places is packed twice: the whole document has seven kilobytes. */
export const packedTables = (): Uint8Array => documentOf('/Size 10 /W [1 2 1] /Filter [/FlateDecode /FlateDecode]', deflateSync(packed));

const PLACES: readonly (readonly number[])[] = [
  [0, 0, 0, 0],
  [1, 0, 9, 0],
  [2, 0, 1, 0],
];

/** Its table of places is harmless; the objects are packed. */
export const packedObjects = (): Uint8Array => {
  const head = '%PDF-1.7\n';
  const objects = `${head}1 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length ${String(packed.length)} >>\nstream\n`;
  const rest = Buffer.from('\nendstream\nendobj\n');
  const at = objects.length + packed.length + rest.length;
  const table = Buffer.from(PLACES.flat());
  const tail = `3 0 obj\n<< /Type /XRef /Size 3 /W [1 2 1] /Root 2 0 R /Length ${String(table.length)} >>\nstream\n`;
  const end = `\nendstream\nendobj\nstartxref\n${String(at)}\n%%EOF\n`;
  return Buffer.concat([Buffer.from(objects), packed, rest, Buffer.from(tail), table, Buffer.from(end)]);
};

/** Its table of places has four milliards of rows, each of no length. */
export const endlessTable = (): Uint8Array => documentOf('/Size 4000000000 /W [0 0 0]', new Uint8Array());

/** Which characters a font has a glyph for, read from its `cmap` table (OpenType 1.9, formats 4 and 12). */
const TABLES_AT = 12;
const TABLE_LENGTH = 16;

const tableAt = (font: DataView, tag: string): number => {
  const wanted = Buffer.from(tag, 'latin1').readUInt32BE();
  for (let index = 0; index < font.getUint16(4); index += 1) {
    const entry = TABLES_AT + index * TABLE_LENGTH;
    if (font.getUint32(entry) === wanted) return font.getUint32(entry + 8);
  }
  throw new Error(`The font has no table ${tag}`);
};

/** Format 4: segments of the first plane, each with an offset or a list of glyphs. */
const segments = (font: DataView, at: number, add: (point: number) => void): void => {
  const length = font.getUint16(at + 6);
  for (let segment = 0; segment < length; segment += 2) {
    const end = font.getUint16(at + 14 + segment);
    const start = font.getUint16(at + 16 + length + segment);
    const shift = font.getUint16(at + 16 + 2 * length + segment);
    const listAt = at + 16 + 3 * length + segment;
    const list = font.getUint16(listAt);
    for (let point = start; point <= end && point < 0xffff; point += 1) {
      const glyph = list === 0 ? (point + shift) & 0xffff : font.getUint16(listAt + list + 2 * (point - start));
      if (glyph !== 0) add(point);
    }
  }
};

/** Format 12: groups of consecutive characters, of any plane. */
const groups = (font: DataView, at: number, add: (point: number) => void): void => {
  for (let group = 0; group < font.getUint32(at + 12); group += 1) {
    const entry = at + 16 + 12 * group;
    for (let point = font.getUint32(entry); point <= font.getUint32(entry + 4); point += 1) add(point);
  }
};

/** From an unpacked font (TrueType or OpenType). Variation sequences (format 14) are no characters and are left out. */
export const characterMap = (bytes: Uint8Array): ReadonlySet<number> => {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cmap = tableAt(font, 'cmap');
  const points = new Set<number>();
  const add = (point: number) => void points.add(point);
  for (let index = 0; index < font.getUint16(cmap + 2); index += 1) {
    const at = cmap + font.getUint32(cmap + 4 + 8 * index + 4);
    const format = font.getUint16(at);
    if (format === 4) segments(font, at, add);
    if (format === 12) groups(font, at, add);
  }
  return points;
};

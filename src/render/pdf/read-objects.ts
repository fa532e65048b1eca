/** One object as it stands in the file: everything between `obj` and `endobj`. */
export type RawObject = { readonly number: number; readonly generation: number; readonly body: Buffer; readonly isStream: boolean };

export type RawDocument = {
  /** In order of their numbers, each as it was last written. */
  readonly objects: readonly RawObject[];
  /** `12 0 R` */
  readonly root: string;
  readonly info: string;
};

type Place = { readonly number: number; readonly generation: number; readonly offset: number };
type Section = { readonly at: number; readonly places: readonly Place[]; readonly trailer: string };

const LATIN1 = 'latin1';
const ENTRY = 20;

const strange = (what: string) => new Error(`The PDF is not built as expected: ${what}.`);

const lineEnd = (bytes: Buffer, from: number): number => {
  const end = bytes.indexOf('\n', from, LATIN1);
  if (end < 0) throw strange('a line does not end');
  return end;
};

/** `0 12`, and so many entries of a fixed length; a free entry has no place. */
const readSubsection = (bytes: Buffer, header: string, from: number): readonly Place[] => {
  const [first = 0, count = 0] = header.trim().split(' ').map(Number);
  return Array.from({ length: count }, (_, index) => {
    const entry = bytes.toString(LATIN1, from + index * ENTRY, from + (index + 1) * ENTRY);
    const read = /^(\d{10}) (\d{5}) ([nf])/.exec(entry);
    if (read === null) throw strange('its table of places cannot be read');
    return { number: first + index, generation: Number(read[2]), offset: read[3] === 'n' ? Number(read[1]) : 0 };
  });
};

const readSection = (bytes: Buffer, at: number): Section => {
  const places: Place[] = [];
  let next = lineEnd(bytes, at) + 1;
  if (bytes.toString(LATIN1, at, at + 4) !== 'xref') throw strange('it has no table of places');
  for (;;) {
    const end = lineEnd(bytes, next);
    const line = bytes.toString(LATIN1, next, end);
    if (!/^\d+ \d+\s*$/.test(line)) break;
    const found = readSubsection(bytes, line, end + 1);
    for (const place of found) places.push(place);
    next = end + 1 + found.length * ENTRY;
  }
  return { at, places, trailer: bytes.toString(LATIN1, next, bytes.indexOf('startxref', next, LATIN1)) };
};

/** The newest first: a document that was added to has one section more. */
const readSections = (bytes: Buffer): readonly Section[] => {
  const sections: Section[] = [];
  let at = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(bytes.toString(LATIN1, Math.max(0, bytes.length - 64)))?.[1];
  if (at === undefined) throw strange('its end is missing');
  while (at !== undefined) {
    if (sections.some((section) => section.at === Number(at))) throw strange('its tables of places go round in a circle');
    const section = readSection(bytes, Number(at));
    sections.push(section);
    at = /\/Prev\s+(\d+)/.exec(section.trailer)?.[1];
  }
  return sections;
};

/** `end` is the place of whatever comes next. */
const readObject = (bytes: Buffer, { number, generation, offset }: Place, end: number): RawObject => {
  const head = `${number} ${generation} obj`;
  const last = bytes.lastIndexOf('endobj', end - 'endobj'.length, LATIN1);
  if (bytes.toString(LATIN1, offset, offset + head.length) !== head || last < offset) throw strange(`object ${number} is not in its place`);
  const body = bytes.subarray(offset + head.length, last);
  return { number, generation, body, isStream: /\sendstream\s*$/.test(body.toString(LATIN1, Math.max(0, body.length - 16))) };
};

const reference = (trailer: string, key: string): string => {
  const found = new RegExp(`/${key}\\s+(\\d+ \\d+ R)`).exec(trailer)?.[1];
  if (found === undefined) throw strange(`it names no ${key}`);
  return found;
};

/**
 * The objects of a document with classic tables of places, as browsers print it, with or without additions at its end. Nothing
 * is parsed but the tables: each object reaches from its own place to the next one. Throws for every other document.
 */
export const readObjects = (bytes: Buffer): RawDocument => {
  const sections = readSections(bytes);
  const current = new Map<number, Place>();
  for (const { places } of sections.toReversed()) for (const place of places) current.set(place.number, place);
  const taken = sections.flatMap(({ at, places }) => [at, ...places.map(({ offset }) => offset)]);
  const borders = [...new Set([...taken, bytes.length])].filter((offset) => offset > 0).toSorted((a, b) => a - b);
  const following = new Map(borders.map((border, index) => [border, borders[index + 1] ?? bytes.length]));
  const used = [...current.values()].filter(({ offset }) => offset > 0).toSorted((a, b) => a.number - b.number);
  const trailer = sections[0]?.trailer ?? '';
  return {
    objects: used.map((place) => readObject(bytes, place, following.get(place.offset) ?? bytes.length)),
    root: reference(trailer, 'Root'),
    info: reference(trailer, 'Info'),
  };
};

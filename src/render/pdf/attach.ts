import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString, type PdfObject, type PdfRef } from '@libpdf/core';
import { unpackStream } from './unpack-stream.ts';

export type Attachment = {
  /** A plain file name, without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly description: string;
  /** `application/json` */
  readonly type: string;
  /** What the file is to the document: what it was made of (`Source`), its figures (`Data`), or something else. */
  readonly relation: 'Source' | 'Data' | 'Supplement';
};

/** `D:20261102050000Z` */
const pdfDate = (date: Date): PdfString => PdfString.fromString(`D:${date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`);

const compress = promisify<Uint8Array, { readonly level: number }, Buffer>(deflate);

/** The figures are the larger half of a document, and of a mail: worth the while. */
const BEST = { level: 9 };

const fileStream = async (document: PDF, { bytes, type }: Attachment, date: Date): Promise<PdfRef> => {
  const stamp = pdfDate(date);
  const params = PdfDict.of({ Size: PdfNumber.of(bytes.length), CreationDate: stamp, ModDate: stamp });
  const kind = { Type: PdfName.of('EmbeddedFile'), Subtype: PdfName.of(type), Filter: PdfName.of('FlateDecode') };
  return document.createStream({ ...kind, Params: params }, await compress(bytes, BEST));
};

const fileSpecification = async (document: PDF, attachment: Attachment, date: Date): Promise<PdfRef> => {
  const { name, description, relation } = attachment;
  const stream = await fileStream(document, attachment, date);
  const specification = PdfDict.of({
    Type: PdfName.of('Filespec'),
    F: PdfString.fromString(name),
    UF: PdfString.fromString(name),
    Desc: PdfString.fromString(description),
    AFRelationship: PdfName.of(relation),
    EF: PdfDict.of({ F: stream, UF: stream }),
  });
  return document.register(specification);
};

/** The tree of names must be sorted: readers search it. */
const writeTree = (document: PDF, specifications: readonly (readonly [string, PdfRef])[]): void => {
  const catalog = document.getCatalog();
  const names = catalog.getDict('Names', (ref) => document.getObject(ref)) ?? new PdfDict();
  const leaf = specifications.toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, ref]) => [PdfString.fromString(name), ref]);
  names.set('EmbeddedFiles', document.register(PdfDict.of({ Names: PdfArray.of(...leaf) })));
  catalog.set('Names', names);
  catalog.set('AF', PdfArray.of(...specifications.map(([, ref]) => ref)));
};

/** Attaches files to an open document. Pages, tags, outline and dates stay as they are; equal input gives equal bytes. */
export const attach = async (document: PDF, attachments: readonly Attachment[], date: Date): Promise<void> => {
  const specifications: [string, PdfRef][] = [];
  // One after another: the numbers of the objects follow the order of the files.
  for (const attachment of attachments) specifications.push([attachment.name, await fileSpecification(document, attachment, date)]);
  if (specifications.length > 0) writeTree(document, specifications);
};

/** Of all attachments together: more is no report of ours. */
const LARGEST = 128 * 1024 * 1024;

const streamIn = (specification: PdfObject, resolve: (ref: PdfRef) => PdfObject | null): PdfStream | null => {
  const files = specification instanceof PdfDict ? specification.getDict('EF', resolve) : undefined;
  const ref = files?.getRef('F') ?? files?.getRef('UF');
  const stream = ref === undefined ? null : resolve(ref);
  return stream instanceof PdfStream ? stream : null;
};

/**
 * The attached files by name. Throws for what is no readable PDF, for files that are packed as no report packs them, and where they
 * are larger than any report's: `limit` bytes, of which no more are unpacked.
 */
export const readAttachments = async (pdf: Uint8Array, limit = LARGEST): Promise<ReadonlyMap<string, Uint8Array>> => {
  const document = await PDF.load(pdf, { lenient: false });
  const resolve = (ref: PdfRef): PdfObject | null => document.getObject(ref);
  const found = new Map<string, Uint8Array>();
  let left = limit;
  for (const [name, specification] of document.context.catalog.getEmbeddedFilesTree()?.entries() ?? []) {
    const stream = streamIn(specification, resolve);
    if (stream === null) continue;
    if (found.has(name)) throw new Error('two attached files have the same name');
    const bytes = await unpackStream(stream, resolve, left);
    left -= bytes.length;
    found.set(name, bytes);
  }
  return found;
};

import { PDF, PdfName } from '@libpdf/core';
import { OutputError } from '../../errors.ts';
import { attach, type Attachment } from './attach.ts';
import { packObjects } from './pack-objects.ts';
import { xmpPacket, type DocumentInfo } from './xmp.ts';

/** Pages as the browser printed them, and what the document will say of itself. */
export type PrintedDocument = { readonly bytes: Uint8Array; readonly info: DocumentInfo };

/** Text needs a font: a document whose first page has none shows nothing that can be read. */
const isBlank = (document: PDF): boolean => {
  const first = document.getPage(0);
  return first === null || !first.getResources().has('Font');
};

/** A document without a page or without text is refused: nothing blank leaves the house. */
export const refuseBlank = async (printed: Uint8Array): Promise<void> => {
  if (isBlank(await PDF.load(printed)))
    throw new OutputError('blank-pdf', 'The browser printed a blank PDF.', { hint: 'Run again; if it stays, report it.' });
};

const describe = (document: PDF, info: DocumentInfo): void => {
  document.setTitle(info.title, { showInWindowTitleBar: true });
  document.setAuthor(info.author);
  document.setSubject(info.subject);
  // As one text: the library would put blanks between them, which some of them hold.
  document.setKeywords([info.keywords.join(', ')]);
  document.setCreator(info.creator);
  document.setLanguage(info.language);
  document.setCreationDate(info.date);
  document.setModificationDate(info.date);
  const packet = Buffer.from(xmpPacket(info, document.getProducer() ?? null), 'utf8');
  const metadata = document.createStream({ Type: PdfName.of('Metadata'), Subtype: PdfName.of('XML') }, packet);
  document.getCatalog().set('Metadata', metadata);
};

/** The library makes up an identifier each time it writes; one of the same length takes its place, so that nothing moves. */
const withIdentifier = (document: Uint8Array, id: string): Uint8Array => {
  const text = Buffer.from(document).toString('latin1');
  const trailer = text.lastIndexOf('trailer');
  if (trailer < 0) return document;
  const named = text.slice(trailer).replace(/\/ID \[<[0-9A-F]{32}> <[0-9A-F]{32}>\]/, `/ID [<${id}> <${id}>]`);
  return Buffer.from(text.slice(0, trailer) + named, 'latin1');
};

/** Packing only saves space: a document whose structure it does not know is handed on without. */
const packedIfKnown = (document: Uint8Array, id: string): Uint8Array => {
  try {
    return packObjects(document, id);
  } catch {
    return withIdentifier(document, id);
  }
};

/**
 * The document as it is handed on: described, with its attachments, packed. Pages, tags and outline stay as they were printed.
 * Only what changes is written anew before everything is packed: ten thousand tags need not be parsed for that.
 */
export const finishDocument = async ({ bytes, info }: PrintedDocument, attachments: readonly Attachment[]): Promise<Uint8Array> => {
  const document = await PDF.load(bytes);
  describe(document, info);
  await attach(document, attachments, info.date);
  // Metadata stays readable for programs that know nothing of PDF; attachments are compressed already.
  const added = await document.save({ incremental: !document.usesXRefStreams, useXRefStream: false, compressStreams: false });
  return packedIfKnown(added, info.id.toUpperCase());
};

import { PDF } from '@libpdf/core';
import { OutputError } from '../../errors.ts';

export type DocumentInfo = {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  readonly creator: string;
  /** The report's own instant, never the clock's: equal reports are equal bytes. */
  readonly date: Date;
  /** 32 hexadecimal digits that follow from the report. */
  readonly id: string;
};

const LATIN1 = 'latin1';

/**
 * The file identifier is random in every save; it stands in the trailer, the last thing in the file, and keeps its length.
 * It becomes the report's own, so that equal reports are equal bytes.
 */
export const fixIdentifier = (bytes: Uint8Array, id: string): Uint8Array => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trailer = buffer.lastIndexOf('trailer', undefined, LATIN1);
  const tail = buffer.toString(LATIN1, trailer);
  const fixed = tail.replace(/\/ID \[<[0-9A-F]{32}> <[0-9A-F]{32}>\]/, `/ID [<${id.toUpperCase()}> <${id.toUpperCase()}>]`);
  buffer.write(fixed, trailer, LATIN1);
  return bytes;
};

/** Text needs a font: a document whose first page has none shows nothing that can be read. */
const isBlank = (document: PDF): boolean => {
  const first = document.getPage(0);
  return first === null || !first.getResources().has('Font');
};

/** Sets title, author and dates of a printed document. A document without a page or without text is refused: nothing blank leaves the house. */
export const finishDocument = async (printed: Uint8Array, info: DocumentInfo): Promise<Uint8Array> => {
  const document = await PDF.load(printed);
  if (isBlank(document)) throw new OutputError('blank-pdf', 'The browser printed a blank PDF.', { hint: 'Run again; if it stays, report it.' });
  document.setTitle(info.title);
  document.setAuthor(info.author);
  document.setSubject(info.subject);
  // As one text: the library would put blanks between them, which some of them hold.
  document.setKeywords([info.keywords.join(', ')]);
  document.setCreator(info.creator);
  document.setCreationDate(info.date);
  document.setModificationDate(info.date);
  return fixIdentifier(await document.save(), info.id);
};

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
const fixIdentifier = (bytes: Uint8Array, id: string): Uint8Array => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trailer = buffer.lastIndexOf('trailer', undefined, LATIN1);
  const tail = buffer.toString(LATIN1, trailer);
  const fixed = tail.replace(/\/ID \[<[0-9A-F]{32}> <[0-9A-F]{32}>\]/, `/ID [<${id.toUpperCase()}> <${id.toUpperCase()}>]`);
  buffer.write(fixed, trailer, LATIN1);
  return bytes;
};

/** Sets title, author and dates of a printed document. A document without a page is refused: nothing blank leaves the house. */
export const finishDocument = async (printed: Uint8Array, info: DocumentInfo): Promise<Uint8Array> => {
  const document = await PDF.load(printed);
  if (document.getPageCount() === 0)
    throw new OutputError('blank-pdf', 'The browser printed a PDF without a page.', { hint: 'Run again; if it stays, report it.' });
  document.setTitle(info.title);
  document.setAuthor(info.author);
  document.setSubject(info.subject);
  document.setKeywords([...info.keywords]);
  document.setCreator(info.creator);
  document.setCreationDate(info.date);
  document.setModificationDate(info.date);
  return fixIdentifier(await document.save(), info.id);
};

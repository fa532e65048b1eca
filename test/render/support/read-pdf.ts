import { inflateSync } from 'node:zlib';
import { PDF } from '@libpdf/core';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

type Outline = { readonly title: string; readonly items: readonly Outline[] };

export type ReadPdf = {
  readonly info: Readonly<Record<string, unknown>>;
  /** XMP, by names in lower case. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly marked: boolean;
  /** Text of each page, in the order in which it is drawn. */
  readonly pages: readonly string[];
  /** Width and height of each page in points. */
  readonly sizes: readonly (readonly [width: number, height: number])[];
  /** Roles of the structure tree of each page, in reading order. */
  readonly roles: readonly (readonly string[])[];
  readonly outline: readonly Outline[];
};

type Node = { readonly role?: string; readonly children?: readonly unknown[] };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const rolesOf = (node: unknown): string[] =>
  isNode(node) ? [...(node.role === undefined ? [] : [node.role]), ...(node.children ?? []).flatMap(rolesOf)] : [];

const outlineOf = (items: readonly { readonly title: string; readonly items: readonly unknown[] }[] | null): Outline[] =>
  (items ?? []).map(({ title, items: inner }) => ({ title, items: outlineOf(inner.filter(isOutline)) }));

const isOutline = (value: unknown): value is { title: string; items: unknown[] } => typeof value === 'object' && value !== null && 'title' in value;

const entriesOf = (metadata: Iterable<readonly [string, unknown]> | null): readonly (readonly [string, unknown])[] => [...(metadata ?? [])];

/** Reads a document back as a reader program would. */
export const readPdf = async (bytes: Uint8Array): Promise<ReadPdf> => {
  // The reader wants a plain array, and keeps it.
  const loading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await loading.promise;
  const { info, metadata } = await document.getMetadata();
  const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1);
  const pages: string[] = [];
  const sizes: [number, number][] = [];
  const roles: string[][] = [];
  for (const number of numbers) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''));
    const { width, height } = page.getViewport({ scale: 1 });
    sizes.push([width, height]);
    roles.push(rolesOf(await page.getStructTree()));
  }
  const mark: unknown = await document.getMarkInfo();
  const read = {
    info: Object.fromEntries(Object.entries(info)),
    metadata: Object.fromEntries(entriesOf(metadata)),
    marked: isNode(mark) && 'Marked' in mark && mark.Marked === true,
    pages,
    sizes,
    roles,
    outline: outlineOf(await document.getOutline()),
  };
  await loading.destroy();
  return read;
};

/** All objects of a document as text, out of their containers. */
export const plainObjects = async (bytes: Uint8Array): Promise<string> => {
  const document = await PDF.load(bytes);
  document.setTitle(document.getTitle() ?? '');
  return Buffer.from(await document.save({ compressStreams: false })).toString('latin1');
};

const inflated = (stream: string): string => {
  try {
    return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
  } catch {
    return stream;
  }
};

/** The texts that a document gives beside joined glyphs (`ActualText`, in UTF-16), in no particular order. */
export const actualTexts = (bytes: Uint8Array): readonly string[] =>
  [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/stream\r?\n([^]*?)endstream/g),
  ]
    .flatMap(([, stream = '']) => [...inflated(stream).matchAll(/\/ActualText\s*<FEFF([0-9A-F]*)>/gi)])
    .map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le'));

const APPENDIX = /(?:Appendix|Anhang): /;

/** The appendix begins on a page of its own, with its heading. */
export const pagesBeforeAppendix = ({ pages }: ReadPdf): number => {
  const at = pages.findIndex((page) => APPENDIX.test(page));
  return at === -1 ? pages.length : at;
};

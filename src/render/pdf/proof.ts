import { PDF } from '@libpdf/core';
import { OutputError } from '../../errors.ts';
import type { Printer } from './browser.ts';

const SENTINEL = 'proof';
const WORDS = 'Printed by vdc-report to prove that it can be done.';
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="vdc-report" content="${SENTINEL}"><title>Proof</title></head><body><p>${WORDS}</p></body></html>`;

/** What of a text survives the breaking of lines. */
const letters = (text: string): string => text.replaceAll(/\s+/gu, '');

/** Prints one page and reads it back. Throws UserError where the browser does not start, or prints something else. */
export const provePrinting = async (printer: Pick<Printer, 'print'>): Promise<void> => {
  const document = await PDF.load(await printer.print(PAGE, SENTINEL));
  const text = document
    .extractText()
    .map((page) => page.text)
    .join('\n');
  if (letters(text).includes(letters(WORDS))) return;
  throw new OutputError('blank-pdf', 'The browser printed a page whose text cannot be found in it.', {
    hint: 'Name another Chrome or Chromium with --browser, or as "browser" in the configuration.',
  });
};

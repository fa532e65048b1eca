import { PDF, PdfArray, PdfNumber, PdfString, type PdfDict } from '@libpdf/core';
import type { StatedSignature, StatedSignatures } from '../../model/pdf-signature.ts';

const stated = (dictionary: PdfDict, resolve: Parameters<PdfDict['get']>[1]): StatedSignature => {
  const range = dictionary.get('ByteRange', resolve);
  const contents = dictionary.get('Contents', resolve);
  const numbers = range instanceof PdfArray ? [...range].map((item) => (item instanceof PdfNumber ? item.value : Number.NaN)) : [];
  return { range: numbers, contents: contents instanceof PdfString ? contents.bytes : new Uint8Array() };
};

const END = /%%EOF(?:\r\n|\r|\n)?$/;

/** The signatures in a document's form. Throws for what is no readable PDF. */
export const readSignatures = async (pdf: Uint8Array): Promise<StatedSignatures> => {
  const document = await PDF.load(pdf, { lenient: false });
  const resolve: Parameters<PdfDict['get']>[1] = (ref) => document.getObject(ref);
  const fields = document.getForm()?.getFields() ?? [];
  const dictionaries = fields.flatMap((field) => {
    const value = field.type === 'signature' ? field.getDict().get('V', resolve) : undefined;
    return value !== undefined && value.type === 'dict' ? [value] : [];
  });
  const tail = Buffer.from(pdf.subarray(-8)).toString('latin1');
  const inOneGo = END.test(tail) && !document.context.info.trailer.has('Prev');
  return { signatures: dictionaries.map((dictionary) => stated(dictionary, resolve)), inOneGo };
};

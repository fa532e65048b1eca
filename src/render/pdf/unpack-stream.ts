import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { PdfArray, PdfName, type PdfDict, type PdfObject, type PdfStream } from '@libpdf/core';

type Resolve = Parameters<PdfDict['get']>[1];

const TOO_LARGE = 'the attached files are too large';

const expand = promisify<Uint8Array, { readonly maxOutputLength: number }, Buffer>(inflate);

/** `null`: as it stands. Filters behind one another multiply what a few bytes become: no report has them. */
const filterOf = (filter: PdfObject | undefined): string | null => {
  const filters = filter instanceof PdfArray ? [...filter] : filter === undefined ? [] : [filter];
  const [first] = filters;
  if (first === undefined) return null;
  if (filters.length === 1 && first instanceof PdfName && first.value === 'FlateDecode') return first.value;
  throw new Error('an attached file is packed in another way than a report packs it');
};

/** What a stream holds, at most `limit` bytes. The library's own way stops nowhere: it would unpack gigabytes before they could be counted. */
export const unpackStream = async (stream: PdfStream, resolve: Resolve, limit: number): Promise<Uint8Array> => {
  const filter = filterOf(stream.get('Filter', resolve));
  if (filter !== null && stream.has('DecodeParms')) throw new Error('an attached file is packed in another way than a report packs it');
  const bytes =
    filter === null
      ? stream.data
      : await expand(stream.data, { maxOutputLength: Math.max(1, limit) }).catch((cause: unknown) => {
          const large = cause instanceof RangeError;
          throw large ? new RangeError(TOO_LARGE, { cause }) : new Error('an attached file is damaged', { cause });
        });
  if (bytes.length > limit) throw new RangeError(TOO_LARGE);
  return bytes;
};

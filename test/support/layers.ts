import { gunzipSync } from 'node:zlib';
import { simpleParser } from 'mailparser';
import { readAttachments } from '../../src/render/pdf/attach.ts';
import { readPdf } from '../render/support/read-pdf.ts';

/** What a reader could get out of a file, in every layer of it. */
export const layersOf = async (name: string, bytes: Buffer): Promise<readonly string[]> => {
  const plain = [bytes.toString('utf8'), bytes.toString('utf16le')];
  if (name.endsWith('.gz')) return [...plain, gunzipSync(bytes).toString('utf8')];
  if (name.endsWith('.pdf')) {
    const { pages, info, outline } = await readPdf(bytes);
    const attached = await Promise.all([...(await readAttachments(bytes))].map(([inner, data]) => layersOf(inner, Buffer.from(data))));
    return [...plain, ...pages, pages.join('').replaceAll(/\s/g, ''), JSON.stringify([info, outline]), ...attached.flat()];
  }
  if (name.endsWith('.eml')) {
    const { subject, text, html, attachments } = await simpleParser(bytes);
    const attached = await Promise.all(attachments.map(({ filename, content }) => layersOf(filename ?? '', content)));
    return [...plain, subject ?? '', text ?? '', typeof html === 'string' ? html : '', ...attached.flat()];
  }
  return plain;
};

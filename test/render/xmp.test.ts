import { expect, test } from 'vitest';
import { xmpPacket } from '../../src/render/pdf/xmp.ts';
import { documentInfo } from '../support/document-info.ts';
import { finishDocument } from '../../src/render/pdf/document.ts';
import { PDF } from '@libpdf/core';
import { readPdf } from './support/read-pdf.ts';

const HOSTILE = '</rdf:li><x>&amp; ]]> "quoted" \'too\' – Ü 日本 🙂';

test('names are text in it, whatever they hold, and come back whole', async () => {
  const blank = PDF.create();
  blank.addPage();
  const info = documentInfo({ title: HOSTILE, subject: HOSTILE, keywords: [HOSTILE, 'two'], author: HOSTILE });
  const { metadata, info: said } = await readPdf(await finishDocument({ bytes: await blank.save(), info }, []));
  expect(metadata['dc:title']).toBe(HOSTILE);
  expect(metadata['dc:creator']).toEqual([HOSTILE]);
  expect(metadata['dc:subject']).toEqual([HOSTILE, 'two']);
  expect(said['Title']).toBe(HOSTILE);
});

test('what XML cannot hold is replaced', () => {
  const packet = xmpPacket(documentInfo({ title: 'a\u0000b\u001bc\ud800d\ufffee' }), null);
  expect(packet).toContain('>a\ufffdb\ufffdc\ufffdd\ufffde<');
  expect(packet).not.toContain('pdf:Producer');
});

test('the date is that of the report, in whole seconds; the identifier is its own', () => {
  const packet = xmpPacket(documentInfo({ date: new Date('2026-11-02T05:00:00.123Z'), id: '0123456789abcdef0123456789ABCDEF' }), 'Printer');
  expect([...packet.matchAll(/<xmp:\w*Date>([^<]*)</g)].map((found) => found[1])).toEqual(Array.from({ length: 3 }, () => '2026-11-02T05:00:00Z'));
  expect(packet).toContain('uuid:01234567-89ab-cdef-0123-456789abcdef');
  expect(packet).toContain('<pdf:Producer>Printer</pdf:Producer>');
});

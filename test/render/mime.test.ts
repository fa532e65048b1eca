import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import type { AddressObject } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { buildMail, encodedSize, messageIdOf } from '../../src/render/email/mime.ts';
import type { MailContent } from '../../src/render/email/mime.ts';
import { cleanHeaderText } from '../../src/render/email/mime-headers.ts';

const pdf = Uint8Array.from({ length: 5000 }, (_, index) => (index * 31) % 256);
const mail: MailContent = {
  from: { name: 'Backup reports', address: 'reports@sender.example' },
  to: [
    { name: 'Jane Doe', address: 'jane@contoso.example' },
    { name: null, address: 'ops@contoso.example' },
  ],
  cc: [{ name: 'Müller, Jörg', address: 'joerg@contoso.example' }],
  subject: 'Contoso Ltd: backups in October 2026 – 2 of 5 jobs failed',
  html: '<!doctype html><p>Grüße &amp; “quotes” 備份</p>\n.\n',
  text: 'Grüße, “quotes” 備份\n.\nFrom here on\ntrailing space \n',
  attachments: [{ name: 'contoso-2026-10.pdf', type: 'application/pdf', bytes: pdf }],
  date: Date.parse('2026-11-01T06:00:00Z'),
  messageId: messageIdOf({ reportId: 'r1', recipients: ['jane@contoso.example'], from: 'reports@sender.example' }),
  listId: 'contoso.vdc-report.sender.example',
};
const textOf = async (changes: Partial<MailContent> = {}) => Buffer.from(await buildMail({ ...mail, ...changes })).toString('latin1');
const parse = async (changes: Partial<MailContent> = {}) => simpleParser(Buffer.from(await buildMail({ ...mail, ...changes })));
const mailboxesOf = (header: AddressObject | AddressObject[] | undefined) =>
  [header ?? []].flat().flatMap((each) => each.value.map(({ name, address }) => ({ name, address })));
const headOf = (text: string): string => text.slice(0, text.indexOf('\r\n\r\n'));
const headerNames = (text: string) => [...headOf(text).matchAll(/^([^\s:]+):/gm)].map((found) => found[1]);

describe('a mail', () => {
  test('is read back as it was meant', async () => {
    const parsed = await parse();
    expect(parsed.subject).toBe(mail.subject);
    expect(mailboxesOf(parsed.from)).toEqual([mail.from]);
    expect(mailboxesOf(parsed.to)).toEqual([mail.to[0], { name: '', address: 'ops@contoso.example' }]);
    expect(mailboxesOf(parsed.cc)).toEqual(mail.cc);
    expect(parsed.html).toBe(mail.html);
    expect(parsed.text).toBe(mail.text);
    expect(parsed.date?.getTime()).toBe(mail.date);
    expect(parsed.messageId).toBe(mail.messageId);
    expect(parsed.attachments.map((each) => [each.filename, each.contentType, each.contentDisposition])).toEqual([
      ['contoso-2026-10.pdf', 'application/pdf', 'attachment'],
    ]);
    expect(parsed.attachments[0]?.content.equals(pdf)).toBe(true);
  });

  test('names no recipients where it has none', async () => {
    const names = headerNames(await textOf({ to: [], cc: [] }));
    expect(names).toContain('From');
    expect(names).not.toContain('To');
    expect(names).not.toContain('Cc');
  });

  test('bears the headers of an automatic one, each once', async () => {
    const { headers } = await parse();
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('x-auto-response-suppress')).toBe('All');
    const text = await textOf();
    expect(text).toContain('\r\nList-Id: <contoso.vdc-report.sender.example>\r\n');
    expect(text).toContain('\r\nDate: Sun, 01 Nov 2026 06:00:00 +0000\r\n');
    const names = headerNames(text);
    expect(names).toEqual([...new Set(names)]);
    expect(names.toSorted()).toEqual(
      'Auto-Submitted Cc Content-Type Date From List-Id MIME-Version Message-ID Subject To X-Auto-Response-Suppress'.split(' '),
    );
  });

  test('is mixed( alternative( text, html ), pdf )', async () => {
    const types = [...(await textOf()).matchAll(/^Content-Type: ([^;\r]+)/gm)].map((found) => found[1]);
    expect(types).toEqual(['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'application/pdf']);
  });

  test('without attachment is alternative( text, html )', async () => {
    const types = [...(await textOf({ attachments: [] })).matchAll(/^Content-Type: ([^;\r]+)/gm)].map((found) => found[1]);
    expect(types).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
    expect((await parse({ attachments: [] })).html).toBe(mail.html);
  });

  test('has the same bytes for the same input, and others for any other', async () => {
    expect(await textOf()).toBe(await textOf());
    const changes: Partial<MailContent>[] = [{ text: 'x' }, { html: 'x' }, { subject: 'x' }, { attachments: [] }, { date: 0 }];
    const boundaries = await Promise.all([{}, ...changes].map(async (change) => /boundary="([^"]+)"/.exec(await textOf(change))?.[1]));
    expect(new Set(boundaries).size).toBe(6);
  });

  test('has no Bcc, whatever it is given', async () => {
    const hidden = { ...mail, bcc: [{ name: null, address: 'hidden@contoso.example' }] };
    expect(Buffer.from(await buildMail(hidden)).toString('latin1')).not.toMatch(/bcc|hidden/i);
  });

  test('is never longer in a line than 998, and ends every line in CRLF', async () => {
    const long = 'x'.repeat(5000);
    const many = Array.from({ length: 200 }, (_, index) => ({ name: `Person ${String(index)}`, address: `p${String(index)}@contoso.example` }));
    const text = await textOf({ subject: long, from: { name: long, address: mail.from.address }, to: many, html: long, text: `a\rb\nc\r\n${long}` });
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
    const parsed = await parse({ subject: long, to: many });
    expect(parsed.subject).toBe(long);
    expect(mailboxesOf(parsed.to)).toEqual(many);
  });

  test('is ASCII throughout', async () => {
    expect(await textOf()).toMatch(/^[\x00-\x7f]*$/);
  });

  test('refuses what should have been checked before', async () => {
    const at = (address: string) => ({ to: [{ name: 'x', address }] });
    await expect(textOf(at('a@x\r\nBcc: b@y'))).rejects.toThrow('mail address');
    await expect(textOf(at('a@x, b@y'))).rejects.toThrow('mail address');
    await expect(textOf({ messageId: '<a@b>\r\nBcc: c@d' })).rejects.toThrow('message id');
    await expect(textOf({ attachments: [{ name: 'x', type: 'text/html\r\nX: y', bytes: pdf }] })).rejects.toThrow('media type');
  });

  test('makes attachment names and list ids harmless', async () => {
    const text = await textOf({
      listId: 'evil>\r\nBcc: <x@y',
      attachments: [{ name: '../..\\a"\r\nX-Evil: 1;\u202e.pdf', type: 'application/pdf', bytes: pdf }],
    });
    expect(text).toContain('List-Id: <evil---Bcc---x-y>');
    expect(text).toMatch(/filename="?\.\.-\.\.-a-X-Evil-1-\.pdf"?\r\n/);
    expect(headerNames(text)).not.toContain('Bcc');
  });
});

test.each([
  ['x\r\nBcc: evil@x.example', 'x Bcc: evil@x.example'],
  ['\u0000a\u001b[31mb\u0085c\u2028d\t', 'a [31mb c d'],
  ['\ud800', '\ufffd'],
])('%j becomes %j in a header', (text, clean) => {
  expect(cleanHeaderText(text)).toBe(clean);
});

describe('any text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ maxLength: 400 }),
    fc.constantFrom(
      'x\r\nBcc: evil@x.example',
      '=?utf-8?Q?spoof?=',
      '"quoted" \\ name',
      'a@b.example',
      '<b@c.example>',
      'a,b;c:d',
      '\ud800',
      '.',
      '"',
      '\\',
      '(comment)',
      'two  spaces',
    ),
  );

  test('survives as a subject, or is cleaned; it never makes a header', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (subject) => {
        const text = await textOf({ subject, attachments: [] });
        expect(headerNames(text)).toHaveLength(11);
        expect((await simpleParser(text)).subject ?? '').toBe(cleanHeaderText(subject));
      }),
      { numRuns: 1000 },
    );
  });

  test('survives as a name, or is cleaned; it never makes an address', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (one, two) => {
        const to = [
          { name: one, address: 'one@contoso.example' },
          { name: two, address: 'two@contoso.example' },
        ];
        const parsed = await parse({ to, attachments: [] });
        expect(mailboxesOf(parsed.to)).toEqual(to.map(({ name, address }) => ({ name: cleanHeaderText(name), address })));
      }),
      { numRuns: 1000 },
    );
  });

  test('survives as a body', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (body) => {
        const html = `<p>${body}</p>`;
        const parsed = await parse({ html, text: `x${body}x`, attachments: [] });
        const expected = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n');
        expect(parsed.text).toBe(expected(`x${body}x\n`).replace(/\n$/, ''));
        expect(parsed.html).toBe(expected(html));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the message id', () => {
  const id = (reportId: string, ...recipients: string[]) => messageIdOf({ reportId, recipients, from: 'r@sender.example' });

  test('follows from the report and who gets it', () => {
    expect(id('r1', 'a@x', 'b@x')).toBe(id('r1', 'B@x', 'a@x', 'a@x'));
    expect(new Set([id('r1', 'a@x'), id('r2', 'a@x'), id('r1', 'b@x'), id('r1', 'a@x', 'b@x')]).size).toBe(4);
    expect(id('r1', 'a@x')).toMatch(/^<[0-9a-f]{40}\.vdc-report@sender\.example>$/);
  });
});

test.each([0, 1, 56, 57, 58, 10_000])('an attachment of %i bytes adds what is foretold', async (bytes) => {
  const sized = (count: number) => textOf({ attachments: [{ name: 'x.pdf', type: 'application/pdf', bytes: new Uint8Array(count) }] });
  const body = /Content-Transfer-Encoding: base64\r\n\r\n([\s\S]*?)\r\n--=_/.exec(await sized(bytes));
  expect(Math.abs((body?.[1]?.length ?? -100) - encodedSize(bytes))).toBeLessThanOrEqual(2);
});

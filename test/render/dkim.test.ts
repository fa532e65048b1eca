import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMail, messageIdOf, type MailContent } from '../../src/render/email/mime.ts';
import { dkimPair, verifyDkim } from '../support/verify-dkim.ts';

const { pem, publicKey } = dkimPair();
const KEY = { domain: 'sender.example', selector: 'reports2026', key: pem };

const mail: MailContent = {
  from: { name: 'Backup reports', address: 'reports@sender.example' },
  to: [{ name: 'Müller, Jörg', address: 'joerg@contoso.example' }],
  cc: [{ name: null, address: 'ops@contoso.example' }],
  subject: 'Contoso Ltd: backups in October 2026 – 2 of 5 jobs failed',
  html: '<!doctype html><p>Grüße &amp; “quotes” 備份</p>\n.\n',
  text: 'Grüße, “quotes” 備份\n.\nFrom here on\ntrailing space \n\n\n',
  attachments: [{ name: 'a.pdf', type: 'application/pdf', bytes: Uint8Array.from({ length: 200_000 }, (_, at) => (at * 31) % 256) }],
  date: Date.parse('2026-11-01T06:00:00Z'),
  messageId: messageIdOf({ reportId: 'r1', recipients: ['joerg@contoso.example'], from: 'reports@sender.example' }),
  listId: 'contoso.vdc-report.sender.example',
};
const signed = (changes: Partial<MailContent> = {}) => buildMail({ ...mail, ...changes }, KEY);
const verdict = (raw: Uint8Array, key = publicKey) => {
  const found = verifyDkim(raw, key);
  return found && [found.body, found.signature];
};
const edit = (raw: Uint8Array, from: RegExp, to: string): Uint8Array => {
  const text = Buffer.from(raw).toString('latin1');
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`nothing to edit: ${String(from)}`);
  return Buffer.from(edited, 'latin1');
};

describe('a signed mail', () => {
  test('holds, for who has the public key, and for nobody who has another', async () => {
    const raw = await signed();
    expect(verdict(raw)).toEqual([true, true]);
    expect(verdict(raw, dkimPair().publicKey)).toEqual([true, false]);
    const tags = verifyDkim(raw, publicKey)?.tags;
    expect(['v', 'a', 'c', 'd', 's', 't', 'x', 'l'].map((tag) => tags?.get(tag))).toEqual([
      '1',
      'rsa-sha256',
      'relaxed/relaxed',
      'sender.example',
      'reports2026',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('signs all that is read or acted on', async () => {
    const names = (await signed().then((raw) => verifyDkim(raw, publicKey)))?.tags.get('h')?.split(':').toSorted();
    expect(names).toEqual(['auto-submitted', 'cc', 'content-type', 'date', 'from', 'list-id', 'message-id', 'mime-version', 'subject', 'to']);
  });

  test('is the same mail below its signature, and the same bytes each time', async () => {
    const [plain, raw, again] = [await buildMail(mail), await signed(), await signed()];
    expect(verdict(plain)).toBeNull();
    expect(Buffer.from(raw).equals(again)).toBe(true);
    expect(
      Buffer.from(raw)
        .subarray(raw.byteLength - plain.byteLength)
        .equals(plain),
    ).toBe(true);
    const lines = Buffer.from(raw).toString('latin1').split('\r\n');
    expect([Math.max(...lines.map((line) => line.length)) <= 998, lines.some((line) => /[\r\n]/.test(line))]).toEqual([true, false]);
  });

  test.each<[what: string, from: RegExp, to: string, expected: [boolean, boolean]]>([
    ['another subject', /^Subject:[^]*?\r\n(?! )/m, 'Subject: all is well\r\n', [true, false]],
    ['another sender', /reports@sender/, 'someone@sender', [true, false]],
    ['another date', /^Date: [^\r]+/m, 'Date: Mon, 02 Nov 2026 06:00:00 +0000', [true, false]],
    ['another text', /here on/, 'here off', [false, true]],
    ['another attachment', /AB8\+/, 'AB9+', [false, true]],
    ['another domain', /d=3Dsender|d=sender/, 'd=render', [true, false]],
  ])('does not hold with %s', async (_what, from, to, expected) => {
    expect(verdict(edit(await signed(), from, to))).toEqual(expected);
  });

  test('holds whatever stands in it', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(text, text, fc.boolean(), async (subject, body, plain) => {
        const raw = await signed({ subject, text: body, attachments: [], html: plain ? null : `<p>${body}</p>` });
        expect(verdict(raw)).toEqual([true, true]);
      }),
      { numRuns: 200 },
    );
  });

  test('is never sent unsigned where the key does not sign', async () => {
    await expect(buildMail(mail, { ...KEY, key: 'no key' })).rejects.toThrow('could not be signed');
  });
});

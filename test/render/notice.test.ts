import { describe, expect, it } from 'vitest';
import { noticeMail } from '../../src/render/email/notice.ts';

const AT = Date.UTC(2026, 10, 2, 5);
const notice = (name: string, sentences: readonly string[] = ['It failed.']) =>
  noticeMail({ kind: 'begun', tenant: { id: 'contoso', name }, at: AT, sentences }, 'en', 'Europe/Berlin');

describe('a notice to the operators', () => {
  it('says what, of whom, when and what follows', () => {
    const { subject, text } = notice('Contoso Ltd', ['Tenant contoso: the API refused the key.', 'Check CONTOSO_VDC_KEY.']);
    expect(subject).toBe('[PROBLEM] Contoso Ltd: no backup report can be made');
    expect(text).toBe(`No report of Contoso Ltd (contoso) could be made on 2 Nov 2026, 06:00
CET:

Tenant contoso: the API refused the key.

Check CONTOSO_VDC_KEY.

This is said once. Another message follows when a report has been made
again.

This message was made and sent automatically by vdc-report.
`);
  });

  it.each(['x'.repeat(10_000), '\u202egnp.exe', 'a\r\nBcc: b@c.example', '<b>&', '\u05e9\u05dc\u05d5\u05dd', ''])(
    'holds its form, whatever the tenant is called: %j',
    (name) => {
      const { subject, text } = notice(name, [name]);
      expect(subject.length).toBeLessThanOrEqual(150);
      expect(subject).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(text).not.toMatch(/[\u202a-\u202e\r]/);
    },
  );
});

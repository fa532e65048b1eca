import { readFile, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/model/instant.ts';
import { politeExcept, refusal, startScriptedServer } from '../deliver/support/mail-servers.ts';
import { bundleFile, PERIOD } from '../support/pipeline.ts';
import { EVERYBODY, FROM, listed, NOW, openPlace, RUN, statesOf, summary, type } from './send-place.ts';

describe('a report that was mailed', () => {
  it('is not mailed again by whatever says the same: another run, or send', async () => {
    const { folder, received } = await openPlace();
    expect((await type(folder, RUN)).code).toBe(0);
    const eml = await bundleFile(folder, 'email.eml');
    const again = await type(folder, `run --period ${PERIOD}`, NOW + HOUR);
    expect([again.code, again.err]).toEqual([
      0,
      expect.stringContaining('a report that says the same was sent on 2025-11-02; nobody gets it twice.'),
    ]);
    const sent = await type(folder, `send reports/contoso/${PERIOD}`, NOW + HOUR);
    expect([sent.code, sent.out]).toEqual([0, expect.stringContaining('✓ SENT  mail 1 · contoso · 2025-10')]);
    expect(received.map(({ to }) => to)).toEqual([EVERYBODY]);
    expect(received[0]?.raw.equals(eml)).toBe(true);
  });

  it('goes to a recipient who is new, and to nobody else', async () => {
    const { folder, received } = await openPlace();
    await type(folder, RUN);
    const config = await readFile(join(folder, 'vdc-report.yaml'), 'utf8');
    await writeFile(join(folder, 'vdc-report.yaml'), config.replace('"second@', '"new@contoso.example","second@'));
    expect((await type(folder, `send --period ${PERIOD}`)).code).toBe(0);
    expect(received.map(({ to }) => to)).toEqual([EVERYBODY, ['new@contoso.example']]);
  });

  it('made without mail is sent by send, as the mail that lies there', async () => {
    const { folder, received } = await openPlace();
    await type(folder, `${RUN} --no-mail`);
    expect(received).toEqual([]);
    const { code, out } = await type(folder, `send --tenant contoso --period ${PERIOD} --json`);
    expect([code, summary.parse(JSON.parse(out)).mails[0]?.state]).toEqual([0, 'sent']);
    const mail = await simpleParser(received[0]?.raw ?? '');
    expect([mail.from?.text, received[0]?.to]).toEqual(['"Backup reports" <reports@sender.example>', EVERYBODY]);
    expect(mail.subject).toContain('October 2025');
  });

  it('is tried out with --to: for these alone, each time, and remembered by nobody', async () => {
    const { folder, received } = await openPlace();
    await type(folder, `${RUN} --no-mail`);
    for (const at of [NOW, NOW + MINUTE]) expect((await type(folder, `send reports/contoso/${PERIOD} --to me@provider.example`, at)).code).toBe(0);
    expect(received.map(({ to }) => to)).toEqual([['me@provider.example'], ['me@provider.example']]);
    const mails = await Promise.all(received.map(({ raw }) => simpleParser(raw)));
    expect(mails.map(({ to }) => [to].flat().map((each) => each?.text))).toEqual([['me@provider.example'], ['me@provider.example']]);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
    expect(await listed(folder)).toEqual([]);
    expect((await type(folder, `send --period ${PERIOD}`)).code).toBe(0);
    expect(received[2]?.to).toEqual(EVERYBODY);
  });

  it('is only written with --dry-run, with its envelope', async () => {
    const { folder, received } = await openPlace();
    await type(folder, `${RUN} --no-mail`);
    const { code, out } = await type(folder, `send reports/contoso/${PERIOD} --dry-run`);
    expect(code).toBe(0);
    for (const words of [
      'From:       reports@sender.example',
      'To:         backup@contoso.example, second@contoso.example, hidden@contoso.example',
      'Subject:    [OK] Contoso Ltd',
      'Nothing was sent.',
    ])
      expect(out).toContain(words);
    expect([received, await listed(folder)]).toEqual([[], []]);
    await type(folder, `send reports/contoso/${PERIOD}`);
    expect(received[0]?.raw.equals(await readFile(join(folder, `contoso-${PERIOD}.eml`)))).toBe(true);
  });

  it('whose files were changed is sent to nobody', async () => {
    const { folder, received } = await openPlace();
    await type(folder, `${RUN} --no-mail`);
    const path = join(folder, 'reports', 'contoso', PERIOD, 'report.json');
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('"pass"', '"fail"'));
    const { code, err } = await type(folder, `send reports/contoso/${PERIOD}`);
    expect([code, err, received]).toEqual([2, expect.stringContaining('report.json is not as its manifest says'), []]);
  });
});

describe('a mail that was put off', () => {
  it('goes by send --due once its time has come, to those who lack it, and not before', async () => {
    let greylisted = true;
    const { folder, received } = await openPlace({
      onRcptTo: ({ address }, _session, done) => (greylisted && address.startsWith('second') ? done(refusal(451, 'greylisted, come back')) : done()),
    });
    const first = await type(folder, RUN);
    expect([first.code, JSON.parse(first.out)]).toMatchObject([
      3,
      {
        tenants: [
          {
            delivery: 'pending',
            missing: [
              expect.stringMatching(/put off second@contoso\.example \(451 greylisted, come back\)\. It is tried again from 2025-11-02 05:05 UTC on/),
            ],
          },
        ],
      },
    ]);
    expect(await statesOf(folder)).toEqual([{ backup: 'sent', second: 'pending', hidden: 'sent' }]);
    expect(await type(folder, 'send --due', NOW + 4 * MINUTE)).toMatchObject({ code: 0, out: 'Nothing was due.\n' });
    expect((await type(folder, 'send --due', NOW + 5 * MINUTE)).code).toBe(3);
    greylisted = false;
    expect(await type(folder, 'send --due', NOW + 14 * MINUTE)).toMatchObject({ out: 'Nothing was due.\n' });
    expect((await type(folder, 'send --due', NOW + 15 * MINUTE)).code).toBe(0);
    expect(received.map(({ to }) => to)).toEqual([['backup@contoso.example', 'hidden@contoso.example'], ['second@contoso.example']]);
    expect(received[1]?.raw.equals(received[0]?.raw ?? Buffer.alloc(0))).toBe(true);
    expect((await listed(folder))[0]).toMatchObject({ state: 'sent', attempts: [{ state: 'pending' }, { state: 'pending' }, { state: 'sent' }] });
  });

  it('goes by the next run, though that one collects nothing', async () => {
    let down = true;
    const { folder, received } = await openPlace({ onMailFrom: (_address, _session, done) => (down ? done(refusal(421, 'busy')) : done()) });
    expect((await type(folder, RUN)).code).toBe(3);
    down = false;
    const config = await readFile(join(folder, 'vdc-report.yaml'), 'utf8');
    await writeFile(join(folder, 'vdc-report.yaml'), config.replace(/"baseUrl":"[^"]*"/, '"baseUrl":"http://127.0.0.1:1/v1"'));
    await type(folder, 'run --period 2025-09 --json', NOW + HOUR);
    const subjects = await Promise.all(received.map(async ({ raw }) => (await simpleParser(raw)).subject ?? ''));
    expect(subjects.filter((subject) => subject.includes('October 2025'))).toHaveLength(1);
  });

  it('is given up after two days', async () => {
    const { folder } = await openPlace({ onRcptTo: (_address, _session, done) => done(refusal(450, 'mailbox busy')) });
    await type(folder, RUN);
    let at = NOW;
    for (let tries = 1; ; tries += 1) {
      const next = (await listed(folder))[0]?.nextAttemptAt ?? null;
      if (next === null) break;
      expect(tries).toBeLessThan(20);
      at = Date.parse(next);
      await type(folder, 'send --due', at);
    }
    expect(at - NOW).toBeGreaterThanOrEqual(48 * HOUR);
    expect(await statesOf(folder)).toEqual([{ backup: 'failed', second: 'failed', hidden: 'failed' }]);
    expect((await type(folder, 'send --due', at + 48 * HOUR)).out).toBe('Nothing was due.\n');
  });

  it('no longer goes to whom the configuration no longer names', async () => {
    let down = true;
    const { folder, received } = await openPlace({ onMailFrom: (_address, _session, done) => (down ? done(refusal(421, 'busy')) : done()) });
    await type(folder, RUN);
    down = false;
    const config = await readFile(join(folder, 'vdc-report.yaml'), 'utf8');
    await writeFile(join(folder, 'vdc-report.yaml'), config.replace(',"second@contoso.example"', ''));
    expect((await type(folder, 'send --due', NOW + HOUR)).code).toBe(0);
    expect(received.map(({ to }) => to)).toEqual([['backup@contoso.example', 'hidden@contoso.example']]);
  });
});

describe('a mail in doubt', () => {
  it('is shown and alarmed, is not sent again by itself, and is sent by --resend', async () => {
    let silent = true;
    const hangUp = (line: string, socket: Socket) => {
      if (line !== '.') return undefined;
      socket.destroy();
      return null;
    };
    const [rude, polite] = [politeExcept(hangUp), politeExcept(() => undefined)];
    const { port, lines } = await startScriptedServer((line, socket) => (silent ? rude : polite)(line, socket));
    const told = (word: string) => lines.filter((line) => line.startsWith(word)).length;
    const { folder } = await openPlace({}, { smtp: { host: '127.0.0.1', port, tls: 'none', from: FROM } });
    const first = await type(folder, RUN);
    const inDoubt = { delivery: 'unknown', missing: [expect.stringContaining('"vdc-report send --resend 1"')] };
    expect([first.code, JSON.parse(first.out)]).toMatchObject([3, { tenants: [inDoubt] }]);
    silent = false;
    const again = await type(folder, RUN, NOW + HOUR);
    expect([again.code, JSON.parse(again.out)]).toMatchObject([3, { tenants: [inDoubt] }]);
    expect((await type(folder, 'send --due', NOW + HOUR)).out).toBe('Nothing was due.\n');
    expect(await statesOf(folder)).toEqual([{ backup: 'unknown', second: 'unknown', hidden: 'unknown' }]);
    expect(told('DATA')).toBe(1);
    expect((await type(folder, 'send --resend 1', NOW + HOUR)).code).toBe(0);
    expect([told('DATA'), told('RCPT')]).toEqual([2, 6]);
    expect(await statesOf(folder)).toEqual([{ backup: 'sent', second: 'sent', hidden: 'sent' }]);
    const twice = await type(folder, 'send --resend 1');
    expect([twice.code, twice.err]).toEqual([2, expect.stringContaining('Mail 1 was not sent again: everybody has it.')]);
    const late = await type(folder, 'send --confirm 1');
    expect([late.code, late.err]).toEqual([2, expect.stringContaining('Mail 1 was not confirmed: it is sent')]);
  });

  it('is put down as sent by --confirm, with who said so and when, and then goes to nobody', async () => {
    const { port, lines } = await startScriptedServer(
      politeExcept((line, socket) => {
        if (line !== '.') return undefined;
        socket.destroy();
        return null;
      }),
    );
    const { folder } = await openPlace({}, { smtp: { host: '127.0.0.1', port, tls: 'none', from: FROM } });
    await type(folder, RUN);
    const confirmed = await type(folder, 'send --confirm 1 --by Jane', NOW + HOUR);
    expect([confirmed.code, confirmed.out]).toEqual([0, expect.stringContaining('confirmed by Jane on')]);
    expect(await statesOf(folder)).toEqual([{ backup: 'sent', second: 'sent', hidden: 'sent' }]);
    expect((await type(folder, 'send --list')).out).toContain('confirmed by Jane on');
    const word = { by: 'Jane', at: new Date(NOW + HOUR).toISOString() };
    const listed: unknown = JSON.parse((await type(folder, 'send --list --json')).out);
    expect(listed).toMatchObject({ mails: [{ state: 'sent', recipients: [{ confirmed: word }, { confirmed: word }, { confirmed: word }] }] });
    expect((await type(folder, RUN, NOW + 2 * HOUR)).code).toBe(0);
    expect((await type(folder, 'send --resend 1')).err).toContain('everybody has it');
    expect(lines.filter((line) => line === 'DATA')).toHaveLength(1);
  });
});

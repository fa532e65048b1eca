import { writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { politeExcept, refusal, startMailServer, startScriptedServer } from '../deliver/support/mail-servers.ts';
import { testCertificates } from '../support/certificates.ts';
import { bundleFile, configure, openFolder, openSource, PERIOD, readTree, run, tenantAt } from '../support/pipeline.ts';

const EMAIL = { to: ['Backup team <backup@contoso.example>'], cc: ['copy@contoso.example'], bcc: ['hidden@contoso.example'] };
const EVERYBODY = ['backup@contoso.example', 'copy@contoso.example', 'hidden@contoso.example'];
const FROM = 'Backup reports <reports@sender.example>';

const openTenant = async (port: number | null, formats: readonly string[] = ['html']): Promise<string> => {
  const simulator = await openSource();
  const folder = await openFolder();
  const smtp = port === null ? {} : { smtp: { host: '127.0.0.1', port, tls: 'none', from: FROM } };
  await configure(folder, [tenantAt(simulator.url, { email: EMAIL })], { ...smtp, report: { formats } });
  return folder;
};

describe('the mail of a run', () => {
  it('is the file email.eml, byte for byte, to everybody and without the hidden recipients’ names', async () => {
    const { port, received } = await startMailServer();
    const folder = await openTenant(port, ['html', 'pdf']);
    expect((await run(folder, ['--json'])).out).toContain('"delivery":"sent"');
    const eml = await bundleFile(folder, 'email.eml');
    expect(received.map(({ from, to }) => [from, to])).toEqual([['reports@sender.example', EVERYBODY]]);
    expect(received[0]?.raw.equals(eml)).toBe(true);
    expect(eml.includes('hidden@')).toBe(false);
  });

  it('holds the report as page, text and PDF', async () => {
    const folder = await openTenant(null, ['html', 'pdf']);
    const { code, err } = await run(folder);
    expect([code, err]).toEqual([0, expect.not.stringContaining('sending mail')]);
    const mail = await simpleParser(await bundleFile(folder, 'email.eml'));
    expect(mail.subject).toContain('October 2025');
    for (const part of [mail.html, mail.text]) expect(part).toMatch(/Contoso Ltd[\s\S]*All five jobs met their targets\./);
    expect(mail.attachments.map(({ contentType, filename }) => [contentType, filename])).toEqual([
      ['application/pdf', `backup-compliance-contoso-${PERIOD}.pdf`],
    ]);
    expect(mail.attachments[0]?.content.equals(await bundleFile(folder, 'report.pdf'))).toBe(true);
    expect([mail.cc, mail.bcc]).toEqual([expect.objectContaining({ text: 'copy@contoso.example' }), undefined]);
  });

  it('is written, not sent, where no server is configured, or none is wanted', async () => {
    const { port, received } = await startMailServer();
    for (const [folder, argv] of [[await openTenant(null), []] as const, [await openTenant(port), ['--no-mail']] as const]) {
      const { code, out } = await run(folder, [...argv, '--json']);
      expect([code, JSON.parse(out)]).toMatchObject([0, { tenants: [{ delivery: 'none', missing: [] }] }]);
      expect((await simpleParser(await bundleFile(folder, 'email.eml'))).attachments).toEqual([]);
    }
    expect(received).toEqual([]);
  });
});

describe('a mail server with a certificate of its own authority', () => {
  const openWith = async (caFile: string | null): Promise<{ folder: string; received: unknown[] }> => {
    const { port, received } = await startMailServer();
    const folder = await openTenant(null);
    const simulator = await openSource();
    const smtp = { host: 'localhost', port, tls: 'required', from: FROM, ...(caFile === null ? {} : { caFile }) };
    await configure(folder, [tenantAt(simulator.url, { email: EMAIL })], { smtp, report: { formats: ['html'] } });
    await writeFile(join(folder, 'ca.pem'), testCertificates.ca);
    return { folder, received };
  };

  it('is trusted by its CA file, and not without', async () => {
    const trusting = await openWith('./ca.pem');
    expect((await run(trusting.folder, ['--json'])).out).toContain('"delivery":"sent"');
    expect(trusting.received).toHaveLength(1);
    const doubting = await openWith(null);
    expect(await run(doubting.folder, ['--json'])).toMatchObject({ code: 3, out: expect.stringContaining('"delivery":"failed"') as string });
    expect(doubting.received).toHaveLength(0);
  });

  it('whose CA file cannot be read is a mistake: nothing is done', async () => {
    const { folder } = await openWith('./nowhere.pem');
    const { code, err } = await run(folder);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(`Mail server localhost: the CA file ${join(folder, 'nowhere.pem')} cannot be read (ENOENT).`),
    ]);
    expect((await readTree(join(folder, 'reports'))).size).toBe(0);
  });
});

describe('a mail that does not get through', () => {
  it.each<[what: string, options: SMTPServerOptions, delivery: string, sentence: string]>([
    [
      'all recipients refused',
      { onRcptTo: (_address, _session, done) => done(refusal(550, 'no such user here')) },
      'failed',
      '127.0.0.1 refused backup@contoso.example (550 no such user here), copy@contoso.example (550 no such user here), hidden@contoso.example',
    ],
    [
      'one recipient refused',
      { onRcptTo: ({ address }, _session, done) => (address.startsWith('copy') ? done(refusal(550, 'no such user here')) : done()) },
      'partial',
      '127.0.0.1 refused copy@contoso.example (550 no such user here); the others got the mail.',
    ],
    [
      'the message refused',
      {
        onData: (stream, _session, done) => {
          stream.resume().once('end', () => done(refusal(554, 'looks like spam')));
        },
      },
      'failed',
      '(message-refused). The server said: 554 looks like spam',
    ],
  ])('%s: exit code 3, a sentence, and the bundle is there', async (_what, options, delivery, sentence) => {
    const { port } = await startMailServer(options);
    const folder = await openTenant(port);
    const { code, out } = await run(folder, ['--json']);
    const missing = [expect.stringContaining(sentence)];
    expect([code, JSON.parse(out)]).toMatchObject([3, { exitCode: 3, tenants: [{ verdict: 'pass', delivery, missing }] }]);
    expect([...(await readTree(folder)).keys()]).toEqual(
      expect.arrayContaining([`reports/contoso/${PERIOD}/email.eml`, `reports/contoso/${PERIOD}/report.html`]),
    );
  });

  it('a server that is not there', async () => {
    const { code, out } = await run(await openTenant(1));
    expect(code).toBe(3);
    expect(out).toMatch(/Missing:\n +Tenant contoso: the mail could not be sent through 127\.0\.0\.1 \(unreachable\)/);
  });

  it('a server that takes everything and then hangs up: nobody knows, and it is not sent again', async () => {
    const hangUp = (line: string, socket: Socket) => {
      if (line !== '.') return undefined;
      socket.destroy();
      return null;
    };
    const { port, lines } = await startScriptedServer(politeExcept(hangUp));
    const { code, out } = await run(await openTenant(port));
    expect([code, lines.filter((line) => line === 'DATA').length]).toEqual([3, 1]);
    expect(out).toContain(
      'it is not known whether 127.0.0.1 delivered the mail to backup@contoso.example, copy@contoso.example, hidden@contoso.example; it was not sent again.',
    );
  });
});

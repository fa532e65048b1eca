import { describe, expect, test } from 'vitest';
import { sendMail } from '../../src/deliver/smtp.ts';
import { isMailAddress } from '../../src/model/mailbox.ts';
import { mail, PASSWORD, plain, starttls, withLogin } from './support/mail-client.ts';
import { otherNameTls, politeExcept, startMailServer, startScriptedServer } from './support/mail-servers.ts';

describe('encryption', () => {
  test('a server that offers a login but no STARTTLS gets neither', async () => {
    const { port, lines } = await startScriptedServer(
      politeExcept((line) => (line.startsWith('EHLO') ? '250-test\r\n250 AUTH PLAIN LOGIN' : line === 'STARTTLS' ? '502 what?' : undefined)),
    );
    expect(await sendMail(mail, withLogin(port))).toMatchObject({ state: 'failed', code: 'tls-not-offered' });
    expect(lines.filter((line) => !/^(?:EHLO|STARTTLS|QUIT)/.test(line))).toEqual([]);
  });

  test('nor does one that takes STARTTLS away and lets a login pass in clear text', async () => {
    let logins = 0;
    const { port, received } = await startMailServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        logins += 1;
        done(null, { user: 'x' });
      },
    });
    expect(await sendMail(mail, withLogin(port))).toMatchObject({ state: 'failed', code: 'tls-not-offered' });
    expect([logins, received]).toEqual([0, []]);
  });

  test('without a login, too, a mail needs STARTTLS', async () => {
    const { port, received } = await startMailServer({ disabledCommands: ['STARTTLS'] });
    expect(await sendMail(mail, starttls(port))).toMatchObject({ state: 'failed', code: 'tls-not-offered' });
    expect(received).toEqual([]);
  });

  test('a server that agrees to STARTTLS and then talks on in clear text gets nothing', async () => {
    const { port, lines } = await startScriptedServer(
      politeExcept((line, socket) => {
        if (line !== 'STARTTLS') return undefined;
        socket.once('data', () => socket.write('250-test\r\n250 AUTH PLAIN\r\n'));
        return '220 ready\r\n250 AUTH PLAIN';
      }),
    );
    const delivery = await sendMail(mail, withLogin(port));
    expect(delivery.state).toBe('failed');
    expect(lines.filter((line) => /AUTH|MAIL/.test(line))).toEqual([]);
  });

  test.each([
    ['its authority is not known', {}, { ca: null }],
    ['it is for another host', otherNameTls, {}],
  ])('a certificate is refused when %s', async (_why, tls, client) => {
    for (const mode of ['required', 'implicit'] as const) {
      const { port, received } = await startMailServer({ ...tls, secure: mode === 'implicit' });
      const delivery = await sendMail(mail, { ...withLogin(port), tls: mode, ...client });
      expect(delivery).toMatchObject({ state: 'failed', code: 'certificate', temporary: false });
      expect(received).toEqual([]);
    }
  });

  test('TLS 1.1 is refused', async () => {
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    const { port } = await startMailServer({ secure: true, ...old });
    expect(await sendMail(mail, { ...starttls(port), tls: 'implicit' })).toMatchObject({ state: 'failed', code: 'tls' });
  });

  test('a server without a login, though one is configured, gets no mail', async () => {
    const { port, received } = await startMailServer({ disabledCommands: ['AUTH'] });
    expect(await sendMail(mail, withLogin(port))).toMatchObject({ state: 'failed', code: 'auth-not-offered' });
    expect(received).toEqual([]);
  });

  test.each(['mail.example', '10.0.0.1', '127.0.0.1.evil.example', '0.0.0.0', 'localhost.evil.example', '::ffff:10.0.0.1'])(
    'clear text to %s is refused before anything is sent',
    async (host) => {
      await expect(sendMail(mail, { ...plain(1), host })).rejects.toMatchObject({ name: 'UserError', code: 'smtp-not-encrypted' });
    },
  );

  test('a password is not sent in clear text, not even to this machine', async () => {
    const refused = sendMail(mail, { ...plain(1), user: 'reports', password: PASSWORD });
    await expect(refused).rejects.toMatchObject({ code: 'smtp-not-encrypted' });
    await expect(refused).rejects.not.toThrow(PASSWORD);
  });

  test('a user without a password is a mistake', async () => {
    await expect(sendMail(mail, { ...starttls(1), user: 'reports' })).rejects.toMatchObject({ code: 'smtp-login-incomplete' });
  });
});

describe('addresses', () => {
  test.each([
    '',
    'a',
    'a@',
    '@x',
    'a@x,b@y',
    'a@x b@y',
    'A <a@x>',
    'a@x>\r\nRCPT TO:<b@y',
    'a\n@x',
    'a..b@x',
    'a@x..y',
    '"a b"@x',
    'ü@x',
    `${'a'.repeat(260)}@x`,
  ])('%j is none', async (address) => {
    expect(isMailAddress(address)).toBe(false);
    await expect(sendMail({ ...mail, to: [address] }, plain(1))).rejects.toMatchObject({ code: 'mail-address' });
    await expect(sendMail({ ...mail, from: address }, plain(1))).rejects.toMatchObject({ code: 'mail-address' });
  });

  test.each(['a@x.example', 'reports@example', 'first.last+tag@sub.x-y.example', "o'neil@x.example"])('%s is one', (address) => {
    expect(isMailAddress(address)).toBe(true);
  });

  test('a mail to nobody is a mistake', async () => {
    await expect(sendMail({ ...mail, to: [] }, plain(1))).rejects.toMatchObject({ code: 'mail-no-recipient' });
  });

  test.each(['a\nb\r\n', 'a\rb\r\n', 'no line end', 'a\r\r\n', ''])('bytes that could not arrive as they are, %j, are a bug', async (text) => {
    await expect(sendMail({ ...mail, raw: Buffer.from(text) }, plain(1))).rejects.toThrow(/CRLF/);
  });
});

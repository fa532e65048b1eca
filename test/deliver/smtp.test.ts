import { describe, expect, test } from 'vitest';
import { sendMail } from '../../src/deliver/smtp.ts';
import { mail, PASSWORD, plain, raw, starttls, withLogin } from './support/mail-client.ts';
import { politeExcept, refusal, startMailServer, startScriptedServer } from './support/mail-servers.ts';

describe('a server that takes the mail', () => {
  test('gets exactly the bytes, for exactly the recipients', async () => {
    const server = await startMailServer();
    const delivery = await sendMail(mail, plain(server.port));
    expect(delivery).toEqual({
      state: 'sent',
      accepted: mail.to,
      rejected: [],
      reply: '250 queued as 42',
      messageId: mail.messageId,
      code: null,
      temporary: false,
    });
    expect(server.received).toEqual([{ from: mail.from, to: mail.to, raw }]);
  });

  test('gets a large mail byte for byte', async () => {
    const server = await startMailServer();
    const large = Buffer.from(`Subject: large\r\n\r\n${'.line of text\r\n'.repeat(100_000)}`);
    expect((await sendMail({ ...mail, raw: large }, plain(server.port))).state).toBe('sent');
    expect(server.received[0]?.raw.equals(large)).toBe(true);
  });

  test.each([
    ['STARTTLS', { secure: false }, 'required'],
    ['TLS from the first byte', { secure: true }, 'implicit'],
  ] as const)('over %s, after a login', async (_name, server, tls) => {
    const logins: unknown[] = [];
    const { port, received } = await startMailServer({
      ...server,
      authOptional: false,
      onAuth: (auth, session, done) => {
        logins.push([auth.username, auth.password, session.secure]);
        done(null, { user: auth.username });
      },
    });
    expect((await sendMail(mail, { ...withLogin(port), tls })).state).toBe('sent');
    expect(logins).toEqual([['reports', PASSWORD, true]]);
    expect(received).toHaveLength(1);
  });

  test('by name as well as by address', async () => {
    const { port } = await startMailServer();
    expect((await sendMail(mail, { ...starttls(port), host: 'localhost' })).state).toBe('sent');
    expect((await sendMail(mail, { ...plain(port), host: 'localhost' })).state).toBe('sent');
  });
});

describe('a server that refuses', () => {
  test('one of three recipients: the others get it, and the one is named', async () => {
    const server = await startMailServer({
      onRcptTo: (address, _session, done) => done(address.address === 'b@x.example' ? refusal(550, 'no such user') : null),
    });
    expect(await sendMail(mail, plain(server.port))).toMatchObject({
      state: 'partial',
      accepted: ['a@x.example', 'c@x.example'],
      rejected: [{ address: 'b@x.example', reply: expect.stringContaining('no such user') as string, temporary: false }],
      code: 'recipients-refused',
      temporary: false,
    });
    expect(server.received[0]?.to).toEqual(['a@x.example', 'c@x.example']);
  });

  test('all recipients', async () => {
    const server = await startMailServer({ onRcptTo: (_address, _session, done) => done(refusal(550, 'no such user')) });
    const delivery = await sendMail(mail, plain(server.port));
    expect(delivery).toMatchObject({ state: 'failed', accepted: [], code: 'recipients-refused', temporary: false });
    expect(delivery.rejected.map((each) => each.address)).toEqual(mail.to);
  });

  test.each([
    [
      'the sender',
      { onMailFrom: (_a: unknown, _s: unknown, done: (error: Error) => void) => done(refusal(553, 'not you')) },
      'sender-refused',
      false,
    ],
    [
      'for now (451)',
      { onMailFrom: (_a: unknown, _s: unknown, done: (error: Error) => void) => done(refusal(451, 'later')) },
      'sender-refused',
      true,
    ],
    ['a mail of this size', { size: 10 }, 'too-large', false],
  ])('%s', async (_name, options, code, temporary) => {
    const { port } = await startMailServer(options);
    expect(await sendMail(mail, plain(port))).toMatchObject({ state: 'failed', accepted: [], code, temporary });
  });

  test.each([
    [451, 'message-refused', true],
    [554, 'message-refused', false],
    [552, 'too-large', false],
  ])('the whole message with %i: that is an answer, so it is not unknown', async (status, code, temporary) => {
    const { port } = await startMailServer({
      onData: (stream, _session, done) => stream.resume().on('end', () => done(refusal(status, 'no thanks'))),
    });
    const delivery = await sendMail(mail, plain(port));
    expect(delivery).toMatchObject({ state: 'failed', accepted: [], code, temporary });
    expect(delivery.reply).toContain('no thanks');
  });

  test('the login, and even sends the password back: it is in no result', async () => {
    const { port } = await startMailServer({
      onAuth: (auth, _session, done) => done(refusal(535, `wrong: ${String(auth.password)} ${Buffer.from(PASSWORD).toString('base64')}`)),
    });
    const delivery = await sendMail(mail, withLogin(port));
    expect(delivery).toMatchObject({ state: 'failed', code: 'auth-refused', temporary: false });
    expect(delivery.reply).toContain('wrong: ***');
    expect(JSON.stringify(delivery)).not.toContain(PASSWORD);
    expect(JSON.stringify(delivery)).not.toContain(Buffer.from(PASSWORD).toString('base64'));
  });

  test('with control characters in a long reply: one short line is left', async () => {
    const { port } = await startScriptedServer(
      politeExcept((line) => (line.startsWith('MAIL') ? `550 \u001b[31mred\u0007 ${'long '.repeat(1000)}` : undefined)),
    );
    const { reply } = await sendMail(mail, plain(port));
    expect(reply).toMatch(/^550 {2}\[31mred {2}long/);
    expect(reply?.length).toBeLessThanOrEqual(500);
  });
});

import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { sendMail } from '../../src/deliver/smtp.ts';
import { SMTP_TIMEOUTS } from '../../src/deliver/smtp-options.ts';
import { mail, plain } from './support/mail-client.ts';
import { politeExcept, startScriptedServer } from './support/mail-servers.ts';

describe('silence', () => {
  const atTheEnd = (act: (socket: { destroy: () => unknown; end: (text: string) => unknown }) => void) =>
    politeExcept((line, socket) => {
      if (line !== '.') return undefined;
      act(socket);
      return null;
    });

  test('a line cut after the final dot: unknown, and not to be repeated', async () => {
    const { port, lines } = await startScriptedServer(atTheEnd((socket) => socket.destroy()));
    expect(await sendMail(mail, plain(port))).toMatchObject({ state: 'unknown', accepted: [], code: 'cut-off', temporary: false });
    expect(lines).toContain('.');
  });

  test('a reply cut in the middle is no reply', async () => {
    const { port } = await startScriptedServer(atTheEnd((socket) => socket.end('25')));
    expect(await sendMail(mail, plain(port))).toMatchObject({ state: 'unknown', temporary: false });
  });

  test('gibberish after the final dot: unknown', async () => {
    const { port } = await startScriptedServer(politeExcept((line) => (line === '.' ? 'hello?' : undefined)));
    expect(await sendMail(mail, plain(port))).toMatchObject({ state: 'unknown', temporary: false });
  });

  test('a server that closes with 421 after the final dot has refused', async () => {
    const { port } = await startScriptedServer(politeExcept((line) => (line === '.' ? '421 closing' : undefined)));
    expect(await sendMail(mail, plain(port))).toMatchObject({ state: 'failed', temporary: true });
  });

  test('no answer after the final dot within the time: unknown', async () => {
    const { port } = await startScriptedServer(atTheEnd(() => undefined));
    const impatient = { ...plain(port), timeouts: { ...SMTP_TIMEOUTS, idle: 700 } };
    expect(await sendMail(mail, impatient)).toMatchObject({ state: 'unknown', code: 'timeout', temporary: false });
  });

  test('an interruption after the final dot: unknown; before it: failed', async () => {
    const after = new AbortController();
    const late = await startScriptedServer(atTheEnd(() => after.abort()));
    expect(await sendMail(mail, plain(late.port), { signal: after.signal })).toMatchObject({
      state: 'unknown',
      code: 'interrupted',
      temporary: false,
    });

    const before = new AbortController();
    const early = await startScriptedServer(politeExcept((line) => (line.startsWith('RCPT') ? (before.abort(), null) : undefined)));
    expect(await sendMail(mail, plain(early.port), { signal: before.signal })).toMatchObject({
      state: 'failed',
      code: 'interrupted',
      temporary: true,
    });
    expect(await sendMail(mail, plain(1), { signal: before.signal })).toMatchObject({ state: 'failed', code: 'interrupted' });
  });

  test.each(['EHLO', 'MAIL', 'RCPT', 'DATA'])('a line cut at %s: failed, and worth another try', async (word) => {
    const { port } = await startScriptedServer(politeExcept((line, socket) => (line.startsWith(word) ? (socket.destroy(), null) : undefined)));
    expect(await sendMail(mail, plain(port))).toMatchObject({ state: 'failed', code: 'cut-off', temporary: true });
  });

  test('a line cut in the middle of a large message: failed', async () => {
    const large = Buffer.from(`Subject: large\r\n\r\n${'x'.repeat(70)}\r\n`.repeat(300_000));
    const { port } = await startScriptedServer(politeExcept((line, socket) => (line.startsWith('Subject') ? (socket.destroy(), null) : undefined)));
    expect(await sendMail({ ...mail, raw: large }, plain(port))).toMatchObject({ state: 'failed', code: 'cut-off', temporary: true });
  });

  test('a server that never greets: a timeout, and failed', async () => {
    const { port } = await startScriptedServer(() => null, '220-wait');
    const impatient = { ...plain(port), timeouts: { ...SMTP_TIMEOUTS, greeting: 200 } };
    expect(await sendMail(mail, impatient)).toMatchObject({ state: 'failed', code: 'timeout', temporary: true });
  });

  test('a server that drips for ever is given up after the total time', async () => {
    const { port } = await startScriptedServer((line, socket) => {
      if (!line.startsWith('EHLO')) return null;
      const drip = setInterval(() => socket.write('250-more\r\n'), 20);
      socket.on('close', () => clearInterval(drip));
      return null;
    });
    const impatient = { ...plain(port), timeouts: { ...SMTP_TIMEOUTS, total: 300 } };
    expect(await sendMail(mail, impatient)).toMatchObject({ state: 'failed', code: 'timeout', temporary: true });
  });

  test('nobody listens: unreachable', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise<unknown>((resolve) => server.close(resolve));
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await sendMail(mail, plain(port))).toMatchObject({ state: 'failed', code: 'unreachable', temporary: true });
  });
});

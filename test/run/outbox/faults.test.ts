import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SMTPServerOptions } from 'smtp-server';
import type { OutboxEntry } from '../../../src/archive/outbox.ts';
import { openVolatileOutbox } from '../../../src/archive/sqlite/volatile.ts';
import type { ReadySmtp } from '../../../src/config/config.ts';
import { HOUR } from '../../../src/model/instant.ts';
import { sha256 } from '../../../src/model/sha256.ts';
import { deliverDue } from '../../../src/run/outbox/deliver-due.ts';
import { troubleOf } from '../../../src/run/outbox/trouble.ts';
import { aMail } from '../../archive/outbox-contract.ts';
import { PASSWORD } from '../../deliver/support/mail-client.ts';
import { otherNameTls, politeExcept, refusal, startMailServer, startScriptedServer, TEST_CA } from '../../deliver/support/mail-servers.ts';
import { expiredTls } from '../../support/expired-certificate.ts';

const RECIPIENTS = ['a@contoso.example', 'b@contoso.example', 'c@contoso.example'];
const NOW = Date.UTC(2026, 10, 2, 6);

const plain = (port: number): ReadySmtp => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  user: null,
  password: null,
  ca: null,
  timeout: 10_000,
  maxSize: null,
  oauth2: null,
  token: null,
  dkim: null,
  from: { name: null, address: 'reports@sender.example' },
});
const withLogin = (port: number): ReadySmtp => ({ ...plain(port), tls: 'required', ca: TEST_CA, user: 'reports', password: PASSWORD });

type Looked = { readonly entry: OutboxEntry; readonly states: string; readonly trouble: string };

/** One mail to three recipients, tried at once, again when it is due, and hours later. */
const deliverThrice = async (smtp: ReadySmtp, raw: Uint8Array = aMail().content, reduced: Uint8Array | null = null): Promise<Looked> => {
  const outbox = await openVolatileOutbox();
  onTestFinished(outbox.close);
  const { id } = await outbox.enqueue(aMail({ recipients: RECIPIENTS, content: raw, reduced, madeAt: NOW }));
  const tenant = { id: 'contoso', email: { to: RECIPIENTS.map((address) => ({ name: null, address })), cc: [], bcc: [] } };
  for (const at of [NOW, NOW + HOUR, NOW + 5 * HOUR])
    await deliverDue({ outbox, tenant, operators: [], smtp, signal: new AbortController().signal }, { now: () => at });
  const entry = await outbox.find(id ?? 0);
  if (entry === null) throw new Error('the mail was lost');
  return {
    entry,
    states: entry.recipients.map(({ state }) => state).join(' '),
    trouble: troubleOf(entry, { host: smtp.host, lasting: true }).join('\n'),
  };
};

type OnRcptTo = NonNullable<SMTPServerOptions['onRcptTo']>;

/** For the first so many connections. */
const firstTimes = (times: number, odd: OnRcptTo): OnRcptTo => {
  const seen = new Set<string>();
  return (address, session, done) => {
    seen.add(session.id);
    if (seen.size <= times) odd(address, session, done);
    else done();
  };
};

/** Says what is too much only at the end. */
const overfull = () => {
  let bytes = 0;
  return politeExcept((line) => {
    if (line.startsWith('EHLO')) return '250 test';
    bytes = line === 'DATA' ? 0 : bytes + line.length;
    return line === '.' && bytes > 1_000_000 ? '552 5.3.4 message too big' : undefined;
  });
};

describe('what the server refuses', () => {
  it('a connection: it is tried again, and says so', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise<unknown>((resolve) => server.close(resolve));
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { entry, states, trouble } = await deliverThrice(plain(port));
    expect([states, entry.attempts.map(({ code }) => code)]).toEqual(['pending pending pending', ['unreachable', 'unreachable', 'unreachable']]);
    expect([entry.nextAttemptAt, trouble]).toEqual([
      NOW + 5 * HOUR + 20 * 60_000,
      expect.stringContaining('It is tried again from 2026-11-02 11:20 UTC on'),
    ]);
  });

  it('for now, by greylisting: the same mail once more, and then once', async () => {
    const server = await startMailServer({ onRcptTo: firstTimes(1, (_address, _session, done) => done(refusal(451, 'greylisted'))) });
    const { entry, states, trouble } = await deliverThrice(plain(server.port));
    expect([states, trouble, entry.attempts.length]).toEqual(['sent sent sent', '', 2]);
    expect(server.received.map(({ to }) => to)).toEqual([RECIPIENTS]);
  });

  it('one of three recipients: that one is final and named, the others have it once', async () => {
    const server = await startMailServer({
      onRcptTo: ({ address }, _session, done) => (address.startsWith('b') ? done(refusal(550, 'no such user')) : done()),
    });
    const { entry, states, trouble } = await deliverThrice(plain(server.port));
    expect([states, entry.state]).toEqual(['sent failed sent', 'failed']);
    expect(entry.recipients[1]).toMatchObject({ code: 'recipient-refused', reply: '550 no such user' });
    expect(trouble).toBe('Tenant contoso: 127.0.0.1 refused b@contoso.example (550 no such user); the others got the mail.');
    expect(server.received.map(({ to }) => to)).toEqual([[RECIPIENTS[0], RECIPIENTS[2]]]);
  });

  it('one for good, one for now: each as it was told', async () => {
    const once = firstTimes(1, ({ address }, _session, done) => done(address.startsWith('a') ? refusal(450, 'busy') : undefined));
    const server = await startMailServer({
      onRcptTo: (address, session, done) => (address.address.startsWith('b') ? done(refusal(550, 'never')) : once(address, session, done)),
    });
    const { states, trouble } = await deliverThrice(plain(server.port));
    expect([states, trouble]).toEqual([
      'sent failed sent',
      expect.stringMatching(/refused b@contoso\.example \(550 never\); the others got the mail\.$/),
    ]);
    expect(server.received.map(({ to }) => to)).toEqual([['c@contoso.example'], ['a@contoso.example']]);
  });

  it('a login: final, and no mail', async () => {
    const server = await startMailServer({ onAuth: (_auth, _session, done) => done(refusal(535, 'bad credentials')) });
    const { entry, states, trouble } = await deliverThrice(withLogin(server.port));
    expect([states, entry.attempts.length, server.received]).toEqual(['failed failed failed', 1, []]);
    expect(trouble).toContain('(auth-refused). The server said: 535');
    expect(JSON.stringify(entry)).not.toContain(PASSWORD);
  });

  const large = Buffer.from(`Subject: large\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(160_000)}`);
  const small = Buffer.from('Subject: small\r\n\r\nwithout the PDF\r\n');

  it('a mail of more than 10 MB: the one without the PDF goes, once', async () => {
    const server = await startMailServer({ size: 10 * 2 ** 20 });
    const { entry, states, trouble } = await deliverThrice(plain(server.port), large, small);
    expect([states, trouble, server.received.map(({ raw }) => raw.equals(small))]).toEqual(['sent sent sent', '', [true]]);
    expect([entry.size, entry.sha256, entry.attempts.length]).toEqual([small.byteLength, sha256(small), 1]);
  });

  it('a mail of more than 10 MB, only when it has all of it: the one without the PDF goes, once', async () => {
    const { port, lines } = await startScriptedServer(overfull());
    const { states, trouble } = await deliverThrice(plain(port), large, small);
    expect([states, trouble, lines.filter((line) => line === 'Subject: small').length]).toEqual(['sent sent sent', '', 1]);
  });

  it('a mail of more than 10 MB that has nothing to leave out: final, and said', async () => {
    const server = await startMailServer({ size: 10 * 2 ** 20 });
    const { states, trouble } = await deliverThrice(plain(server.port), large);
    expect([states, server.received, trouble]).toEqual(['failed failed failed', [], expect.stringContaining('(too-large)')]);
  });
});

describe('a line that breaks', () => {
  const atTheEnd = (act: (socket: Socket) => void) =>
    politeExcept((line, socket) => {
      if (line !== '.') return undefined;
      act(socket);
      return null;
    });
  const messages = (lines: readonly string[]): number => lines.filter((line) => line === 'DATA').length;

  it.each([
    ['no answer after the last byte', () => undefined, 700, 'timeout'],
    ['a line cut after the last byte, before the answer', (socket: Socket) => void socket.destroy(), 10_000, 'cut-off'],
  ] as const)('%s: in doubt, shown, and never sent again by itself', async (_what, act, timeout, code) => {
    const { port, lines } = await startScriptedServer(atTheEnd(act));
    const { entry, states, trouble } = await deliverThrice({ ...plain(port), timeout });
    expect([states, entry.attempts.map((attempt) => attempt.code), messages(lines)]).toEqual(['unknown unknown unknown', [code], 1]);
    expect(trouble).toContain('it is not known whether 127.0.0.1 delivered the mail to a@contoso.example, b@contoso.example, c@contoso.example');
    expect(trouble).toContain(`"vdc-report send --resend ${String(entry.id)}"`);
  });

  it('cut after the answer: it was sent', async () => {
    const { port, lines } = await startScriptedServer(atTheEnd((socket) => socket.end('250 queued\r\n')));
    const { states, trouble } = await deliverThrice(plain(port));
    expect([states, trouble, messages(lines)]).toEqual(['sent sent sent', '', 1]);
  });

  it('cut before the last byte: tried again, and sent once', async () => {
    let cut = true;
    const polite = politeExcept(() => undefined);
    const { port, lines } = await startScriptedServer((line, socket) => {
      if (!cut || line !== 'DATA') return polite(line, socket);
      cut = false;
      socket.destroy();
      return null;
    });
    const { entry, states } = await deliverThrice(plain(port));
    expect([states, entry.attempts.map(({ state }) => state), lines.filter((line) => line === '.').length]).toEqual([
      'sent sent sent',
      ['pending', 'sent'],
      1,
    ]);
  });
});

describe('a connection that cannot be trusted', () => {
  it.each<[string, SMTPServerOptions, string]>([
    ['STARTTLS stripped', { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }, 'tls-not-offered'],
    ['a certificate that has expired', expiredTls, 'certificate'],
    ['a certificate for another host', otherNameTls, 'certificate'],
  ])('%s: neither password nor mail, and it is said', async (_what, options, code) => {
    let logins = 0;
    const server = await startMailServer({
      ...options,
      onAuth: (_auth, _session, done) => {
        logins += 1;
        done(null, { user: 'x' });
      },
    });
    const { entry, states, trouble } = await deliverThrice(withLogin(server.port));
    expect([states, entry.attempts.map((attempt) => attempt.code), logins, server.received]).toEqual(['failed failed failed', [code], 0, []]);
    expect(trouble).toContain(`(${code})`);
  });
});

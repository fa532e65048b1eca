import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { testCertificates } from '../../support/certificates.ts';

export const TEST_CA = testCertificates.ca;
/** For `localhost` and 127.0.0.1; and one for another host's name. */
export const serverTls = testCertificates.localhost;
export const otherNameTls = testCertificates.otherName;

export const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

export type Received = { readonly from: string; readonly to: readonly string[]; readonly raw: Buffer };

/** A real mail server on a free loopback port, closed when the test ends. */
export const startMailServer = async (options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> => {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    ...serverTls,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map((each) => each.address), raw: Buffer.concat(chunks) });
        done(null, 'queued as 42');
      });
    },
    ...options,
  });
  // A client that hangs up in the middle is what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, received };
};

/** What the client has sent so far, and the socket to answer, or to cut. */
export type Script = (line: string, socket: Socket) => string | null;

/** A server that answers each line by hand, for what a well-behaved one never does. `lines` holds what the client said. */
export const startScriptedServer = async (script: Script, greeting = '220 test ESMTP'): Promise<{ port: number; lines: string[] }> => {
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write(`${greeting}\r\n`);
    let rest = '';
    socket.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString('latin1')).split('\r\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        const reply = script(line, socket);
        if (reply !== null && socket.writable) socket.write(`${reply}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, lines };
};

/** Answers a whole session politely, except for the lines that `odd` answers; it may also return null and cut the line. */
export const politeExcept = (odd: (line: string, socket: Socket) => string | null | undefined): Script => {
  let inData = false;
  return (line, socket) => {
    const answer = odd(line, socket);
    if (answer !== undefined) {
      inData &&= line !== '.';
      return answer;
    }
    if (inData) {
      inData = line !== '.';
      return inData ? null : '250 taken';
    }
    inData = line === 'DATA';
    if (inData) return '354 go on';
    return line.startsWith('EHLO') ? '250-test\r\n250 SIZE 100000000' : '250 ok';
  };
};

import { getCACertificates } from 'node:tls';
import type { NodemailerError } from 'nodemailer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { SMTPConnectionAuth, SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { MailFailure } from './smtp-failure.ts';
import type { SmtpOptions } from './smtp-options.ts';

const CLOSE_GRACE = 1000;

const connectionOptions = (smtp: SmtpOptions): SMTPConnectionOptions => ({
  // A resolver must not be able to lead clear text away from this machine.
  host: smtp.tls === 'none' && smtp.host === 'localhost' ? '127.0.0.1' : smtp.host,
  port: smtp.port,
  secure: smtp.tls === 'implicit',
  requireTLS: smtp.tls === 'required',
  ignoreTLS: smtp.tls === 'none',
  allowInternalNetworkInterfaces: true,
  connectionTimeout: smtp.timeouts.connect,
  dnsTimeout: smtp.timeouts.connect,
  greetingTimeout: smtp.timeouts.greeting,
  socketTimeout: smtp.timeouts.idle,
  socketCloseTimeout: CLOSE_GRACE,
  logger: false,
  tls: {
    minVersion: 'TLSv1.2',
    // Said here so that no environment variable can switch it off.
    rejectUnauthorized: true,
    ...(smtp.ca === null ? {} : { ca: [...getCACertificates('default'), smtp.ca] }),
  },
});

/** Null: the server wants to know nobody. The token is all there is: none is fetched from here. */
const credentialsOf = ({ user, password, token = null }: SmtpOptions): SMTPConnectionAuth | null => {
  if (user === null) return null;
  if (token !== null) return { method: 'XOAUTH2', oauth2: new XOAuth2({ user, accessToken: token }) };
  return password === null ? null : { credentials: { user, pass: password } };
};

/** What came of it: what was wanted, the library's error, or why it was given up here. */
export type Conversation<Info> = { readonly info: Info } | { readonly error: NodemailerError } | { readonly failure: MailFailure };

export const gaveUp = (code: 'timeout' | 'interrupted'): Conversation<never> => ({ failure: { code, temporary: true, reply: null } });
const refusedHere = (code: 'tls-not-offered' | 'auth-not-offered'): Conversation<never> => ({ failure: { code, temporary: false, reply: null } });

type Ends<Info> = {
  readonly finish: (result: Conversation<Info>) => void;
  /** What failed was no part of the conversation: the archive, or a bug. */
  readonly fail: (error: Error) => void;
};

/**
 * One conversation with the server: `act` is called once the line is encrypted and the login, if there is one, accepted. Always
 * settles, and always closes its connection.
 */
export const converse = <Info>(
  smtp: SmtpOptions,
  signal: AbortSignal | undefined,
  act: (connection: SMTPConnection, ends: Ends<Info>) => void,
): Promise<Conversation<Info>> =>
  new Promise((resolve, reject) => {
    const connection = new SMTPConnection(connectionOptions(smtp));
    const finish = (result: Conversation<Info>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
      resolve(result);
      connection.close();
    };
    const fail = (error: Error): void => {
      reject(error);
      finish(gaveUp('interrupted'));
    };
    const interrupt = (): void => finish(gaveUp('interrupted'));
    const timer = setTimeout(() => finish(gaveUp('timeout')), smtp.timeouts.total);
    const begin = (): void => {
      const credentials = credentialsOf(smtp);
      if (credentials === null) act(connection, { finish, fail });
      else if (!connection.secure) finish(refusedHere('tls-not-offered'));
      else if (!connection.allowsAuth) finish(refusedHere('auth-not-offered'));
      else connection.login(credentials, (error) => (error === null ? act(connection, { finish, fail }) : finish({ error })));
    };
    connection.on('error', (error: NodemailerError) => finish({ error }));
    signal?.addEventListener('abort', interrupt, { once: true });
    if (signal?.aborted === true) interrupt();
    else connection.connect((error) => (error === undefined ? begin() : finish({ error })));
  });

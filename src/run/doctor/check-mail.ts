import type { Config, ReadySmtp, SmtpConfig } from '../../config/config.ts';
import { smtpTimeouts, type SmtpOptions } from '../../deliver/smtp-options.ts';
import { failed, goodUnless, notChecked, type CheckResult } from './check.ts';
import type { Read, Readers } from './contract.ts';
import { mailWords } from './mail-words.ts';
import type { Check } from './perform.ts';

const LIMIT = 75_000;
/** Nobody waits for two minutes to be told that a port is wrong. */
const ANSWER = 15_000;
const CONVERSATION = 60_000;

type Token = { readonly token: string | null; readonly failure: CheckResult | null };
type Ready = { readonly read: Read<ReadySmtp>; readonly token: Token };

const NO_TOKEN: Token = { token: null, failure: null };

const tokenOf = async (smtp: ReadySmtp, signal: AbortSignal): Promise<Token> => {
  if (smtp.token === null) return NO_TOKEN;
  const answer = await smtp.token(signal);
  if (answer.token !== null) return { token: answer.token, failure: null };
  const next = 'Check smtp.oauth2: tokenUrl, clientId, scope, and what clientSecret and refreshToken name.';
  return { token: null, failure: failed(`No access token was given: ${answer.reason.replace(/[\s.]+$/u, '')}.`, next) };
};

const optionsOf = ({ host, port, tls, user, password, ca, timeout }: ReadySmtp, token: string | null): SmtpOptions => ({
  host,
  port,
  tls,
  user,
  password,
  token,
  ca,
  timeouts: { ...smtpTimeouts(Math.min(timeout, ANSWER)), total: CONVERSATION },
});

const SECURED = { required: ' with STARTTLS and a certificate that holds', implicit: ' with TLS and a certificate that holds', none: '' } as const;

const successWords = ({ host, port, tls, user, from }: ReadySmtp): string => {
  const login = user === null ? 'No login is configured' : `It takes the login of ${user}`;
  return `${host}:${String(port)} answers${SECURED[tls]}. ${login}; mails come from ${from.address}. None was sent.`;
};

const tryServer = async (ready: Promise<Ready>, signal: AbortSignal): Promise<CheckResult> => {
  const { read, token } = await ready;
  if (token.failure !== null) return notChecked('Without an access token there is no login to try.');
  const { tryLogin } = await import('../../deliver/smtp-login.ts');
  const failure = await tryLogin(optionsOf(read.value, token.token), signal);
  if (failure === null) return goodUnless(successWords(read.value), read.notices);
  const { found, next } = mailWords(failure, read.value);
  return failed(found, next);
};

/** A mail that nobody gets. */
const SAMPLE = Buffer.from('From: a@b.example\r\nTo: c@d.example\r\nSubject: proof\r\n\r\nproof\r\n');

const trySigning = async (ready: Promise<Ready>): Promise<CheckResult> => {
  const { dkim } = (await ready).read.value;
  if (dkim === null) throw new Error('the DKIM key was not read');
  const { signMail } = await import('../../render/email/dkim.ts');
  await signMail(SAMPLE, dkim);
  const place = `${dkim.selector}._domainkey.${dkim.domain}`;
  return goodUnless(`A mail can be signed (DKIM) for ${dkim.domain}. Whether its public key stands in DNS at ${place} was not looked up.`, []);
};

const tokenWords = async (ready: Promise<Ready>, { oauth2 }: SmtpConfig): Promise<CheckResult> =>
  (await ready).token.failure ?? goodUnless(`${oauth2 === null ? '' : new URL(oauth2.tokenUrl).host} gave an access token.`, []);

const ofServer = (smtp: SmtpConfig, readers: Readers, signal: AbortSignal): readonly Check[] => {
  const prepare = async (): Promise<Ready> => {
    const read = await readers.smtp(smtp);
    return { read, token: await tokenOf(read.value, signal) };
  };
  // One token for all that is tried with it; a failure is told by each check that needed it.
  const ready = prepare();
  ready.catch(() => undefined);
  const check = (id: Check['id'], work: Check['work']): Check => ({ id, tenantId: null, limit: LIMIT, work });
  return [
    ...(smtp.oauth2 === null ? [] : [check('mail-token', () => tokenWords(ready, smtp))]),
    check('mail-server', (ended) => tryServer(ready, ended)),
    ...(smtp.dkim === null ? [] : [check('mail-signature', () => trySigning(ready))]),
  ];
};

const none: Check = {
  id: 'mail-server',
  tenantId: null,
  limit: LIMIT,
  work: async () => notChecked('No mail server is configured: reports are written, and mailed to nobody.'),
};

/** Each way in which a report can leave the machine. */
export const channelChecks = ({ smtp }: Config, readers: Readers, signal: AbortSignal): readonly Check[] =>
  smtp === null ? [none] : ofServer(smtp, readers, signal);

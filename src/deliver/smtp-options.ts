import { UserError } from '../errors.ts';
import { isLoopback } from '../model/loopback.ts';
import { isMailAddress } from '../model/mailbox.ts';

export type SmtpOptions = {
  readonly host: string;
  readonly port: number;
  /** `required`: STARTTLS or nothing. `implicit`: TLS from the first byte. `none`: only to this very machine. */
  readonly tls: 'required' | 'implicit' | 'none';
  readonly user: string | null;
  readonly password: string | null;
  /** An access token, instead of a password (XOAUTH2). */
  readonly token?: string | null;
  /** PEM certificates that are trusted besides the usual ones. */
  readonly ca: string | null;
  readonly timeouts: SmtpTimeouts;
};

/** Milliseconds. `idle`: without a byte from the server. `total`: from the first attempt to connect to the last reply. */
export type SmtpTimeouts = { readonly connect: number; readonly greeting: number; readonly idle: number; readonly total: number };

const TO_CONNECT = 20_000;

/** However slowly a server goes on and on. */
export const LONGEST_CONVERSATION = 600_000;

/** `answer`: how long to wait for each answer. None needs nodemailer's ten minutes. */
export const smtpTimeouts = (answer: number): SmtpTimeouts => ({
  connect: Math.min(TO_CONNECT, answer),
  greeting: Math.min(TO_CONNECT, answer),
  idle: answer,
  total: LONGEST_CONVERSATION,
});

export const SMTP_TIMEOUTS: SmtpTimeouts = smtpTimeouts(120_000);

/** The message as it stands in email.eml, and the envelope it travels in. Bare addresses, without names. */
export type OutgoingMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Uint8Array;
  readonly messageId: string;
};

const CR = 13;
const LF = 10;

/** Throws a UserError where sending would be unsafe: a password or a report in clear text over a network. */
export const checkOptions = (smtp: SmtpOptions): void => {
  if ((smtp.user === null) !== (smtp.password === null && (smtp.token ?? null) === null)) {
    throw new UserError('smtp-login-incomplete', `The mail server ${smtp.host} has a user without a password, or a password without a user.`, {
      hint: 'Set both smtp.user and smtp.password, or neither.',
    });
  }
  if (smtp.tls !== 'none') return;
  if (!isLoopback(smtp.host)) {
    throw new UserError('smtp-not-encrypted', `Mail to ${smtp.host} would travel unencrypted (smtp.tls is none).`, {
      hint: 'Use smtp.tls: required or implicit; none is for a server on this machine.',
    });
  }
  if (smtp.user !== null) {
    throw new UserError('smtp-not-encrypted', `The password for ${smtp.host} would travel unencrypted (smtp.tls is none).`, {
      hint: 'Use smtp.tls: required or implicit, or remove smtp.user and smtp.password.',
    });
  }
};

const checkAddresses = (mail: OutgoingMail): void => {
  const wrong = [mail.from, ...mail.to].find((address) => !isMailAddress(address));
  if (wrong !== undefined) {
    throw new UserError('mail-address', `${JSON.stringify(wrong.slice(0, 120))} is not a mail address.`, {
      hint: 'Write one address an entry, as name@example.com.',
    });
  }
  if (mail.to.length === 0) throw new UserError('mail-no-recipient', 'The mail has no recipient.', { hint: 'Name one in email.to, or with --to.' });
};

/** Whether every line ends in CRLF: only then the bytes arrive as they are. */
const isCrlfOnly = (raw: Uint8Array): boolean => {
  if (raw.at(-1) !== LF) return false;
  for (let at = raw.indexOf(LF); at !== -1; at = raw.indexOf(LF, at + 1)) if (raw[at - 1] !== CR) return false;
  for (let at = raw.indexOf(CR); at !== -1; at = raw.indexOf(CR, at + 1)) if (raw[at + 1] !== LF) return false;
  return true;
};

/** Throws a UserError for what is no address, and an Error for bytes that could not be sent as they are. */
export const checkMail = (mail: OutgoingMail): void => {
  checkAddresses(mail);
  if (!isCrlfOnly(mail.raw)) throw new Error('A mail must have CRLF line ends, the last line included.');
};

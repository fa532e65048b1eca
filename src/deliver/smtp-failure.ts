import type { NodemailerError } from 'nodemailer';

/** Why a mail was not delivered, or not to all. */
export type MailFailureCode =
  | 'dns'
  | 'unreachable'
  | 'timeout'
  | 'cut-off'
  | 'protocol'
  | 'tls-not-offered'
  | 'tls'
  | 'certificate'
  | 'auth-not-offered'
  | 'auth-refused'
  | 'token-refused'
  | 'sender-refused'
  | 'recipients-refused'
  | 'message-refused'
  | 'too-large'
  | 'interrupted';

export type MailFailure = {
  readonly code: MailFailureCode;
  /** The server may take the same mail later (4xx), or nobody could be asked. */
  readonly temporary: boolean;
  /** What the server, or the system, said. Untrusted text without control characters. */
  readonly reply: string | null;
};

const REPLY_LENGTH = 500;
const UNREACHABLE = /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL)$/;
const CERTIFICATE = /CERT|ISSUER|SIGNATURE|ALTNAME/;
const TLS = /^(?:ERR_SSL|ERR_TLS|EPROTO)/;
const WITHOUT_REPLY_TEMPORARY: readonly MailFailureCode[] = ['dns', 'unreachable', 'timeout', 'cut-off', 'interrupted'];

const socketCode = (system: string): MailFailureCode => {
  if (UNREACHABLE.test(system)) return 'unreachable';
  if (CERTIFICATE.test(system)) return 'certificate';
  return TLS.test(system) ? 'tls' : 'cut-off';
};

const envelopeCode = (command: string | undefined): MailFailureCode => {
  if (command === 'MAIL FROM') return 'sender-refused';
  return command === 'RCPT TO' ? 'recipients-refused' : 'message-refused';
};

const messageCode = (error: NodemailerError): MailFailureCode =>
  error.responseCode === 552 || /larger than allowed/.test(error.message) ? 'too-large' : 'message-refused';

const codeOf = (error: NodemailerError): MailFailureCode => {
  switch (error.code) {
    case 'EDNS':
      return 'dns';
    case 'ETIMEDOUT':
      return 'timeout';
    case 'ESOCKET':
      return socketCode(error.originalCode ?? '');
    case 'ETLS':
      return error.responseCode === undefined ? 'tls' : 'tls-not-offered';
    case 'EAUTH':
      return 'auth-refused';
    case 'EENVELOPE':
      return envelopeCode(error.command);
    case 'EMESSAGE':
      return messageCode(error);
    case 'EPROTOCOL':
      return 'protocol';
    default:
      return 'cut-off';
  }
};

const isTemporary = (error: NodemailerError, code: MailFailureCode): boolean =>
  error.responseCode === undefined ? WITHOUT_REPLY_TEMPORARY.includes(code) : error.responseCode >= 400 && error.responseCode < 500;

/** A failure as nodemailer reports it, in the words of this program. */
export const failureOf = (error: NodemailerError, clean: (text: string) => string): MailFailure => {
  const code = codeOf(error);
  return { code, temporary: isTemporary(error, code), reply: clean(error.response ?? error.message) };
};

/** The server itself refused the whole message: whatever was sent, it was not taken. */
export const isRefusal = (error: NodemailerError): boolean => error.code === 'EMESSAGE' && (error.responseCode ?? 0) >= 400;

/** The forms in which a login travels; a hostile or chatty server can send any of them back. */
const secretForms = (user: string, password: string): readonly string[] => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return [base64(`\0${user}\0${password}`), base64(`user=${user}\u0001auth=Bearer ${password}\u0001\u0001`), base64(password), password];
};

/** Makes a server's reply fit to be shown: short, one line, and never with the password in it. */
export const replyCleaner = (user: string | null, password: string | null): ((text: string) => string) => {
  const secrets = password === null || password === '' ? [] : secretForms(user ?? '', password);
  return (text) => {
    const withoutSecrets = secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
    return withoutSecrets
      .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
      .trim()
      .slice(0, REPLY_LENGTH);
  };
};

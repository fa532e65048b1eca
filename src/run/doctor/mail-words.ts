import type { MailFailure, MailFailureCode } from '../../deliver/smtp-failure.ts';

export type Server = { readonly host: string; readonly port: number; readonly user: string | null };

type Words = { readonly found: string; readonly next: string };

/** What the server or the system said, as the end of a sentence. */
const saidBy = ({ reply }: MailFailure): string => {
  const text = (reply ?? '').replace(/[\s.]+$/u, '');
  return text === '' ? '.' : ` (${text}).`;
};

const LOGIN_MEND = 'Check smtp.user and what smtp.password names; some providers want a password for programs, or smtp.oauth2 in its place.';

const certificateWords = (where: string, reply: string): Words => {
  if (/expired/iu.test(reply))
    return {
      found: `The certificate of ${where} has expired`,
      next: 'Have it renewed by whoever runs the mail server; if it is good, set the clock of this machine.',
    };
  if (/altname|does not match/iu.test(reply))
    return {
      found: `The certificate of ${where} is for another name`,
      next: 'Write the name that the certificate is for as smtp.host.',
    };
  return {
    found: `The certificate of ${where} is not trusted`,
    next: 'If it is of an authority of your own, name its PEM file as smtp.caFile; else check smtp.host.',
  };
};

const general = (where: string): Words => ({
  found: `The conversation with ${where} failed`,
  next: 'Check smtp.host and smtp.port: a mail server that takes mail from programs must answer there, usually on 587.',
});

const wordsOf = (code: MailFailureCode, { host, port, user }: Server, reply: string): Words => {
  const where = `${host}:${String(port)}`;
  switch (code) {
    case 'dns':
      return { found: `The name ${host} is not known`, next: 'Check smtp.host, and that this machine can look up names.' };
    case 'unreachable':
      return {
        found: `Nobody answers at ${where}`,
        next: 'Check smtp.host and smtp.port, and that no firewall stands between; 25 is often closed, 587 open.',
      };
    case 'timeout':
      return {
        found: `${where} did not answer in time`,
        next: 'Check smtp.port: 465 goes with "tls: implicit", 587 with "tls: required". If it is right, look for a firewall.',
      };
    case 'tls-not-offered':
      return {
        found: `${where} does not offer STARTTLS, so neither password nor mail would go there`,
        next: 'Use the port on which it does, usually 587, or 465 with "tls: implicit".',
      };
    case 'tls':
      return {
        found: `No encrypted connection to ${where} came about`,
        next: 'Check smtp.port and smtp.tls: 465 goes with "tls: implicit", 587 with "tls: required". TLS 1.2 is the least.',
      };
    case 'certificate':
      return certificateWords(where, reply);
    case 'auth-not-offered':
      return { found: `${where} offers no login`, next: 'Remove smtp.user, if it needs none; else use the port for programs, usually 587.' };
    case 'auth-refused':
      return { found: `${where} refused the login of ${user ?? 'nobody'}`, next: LOGIN_MEND };
    default:
      return general(where);
  }
};

/** Why nothing could be sent through a server, and the mend. */
export const mailWords = (failure: MailFailure, server: Server): Words => {
  const { found, next } = wordsOf(failure.code, server, failure.reply ?? '');
  return { found: `${found}${saidBy(failure)}`, next };
};

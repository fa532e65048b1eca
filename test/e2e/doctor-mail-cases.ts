import { expiredTls } from '../support/expired-certificate.ts';
import { startServer } from '../vdc/support/server.ts';
import { closedPort, type Case } from './doctor-place.ts';

/** What can be wrong with the mail server. */
export const MAIL_CASES: readonly Case[] = [
  {
    what: 'a wrong password of the mail server',
    seed: { env: { SMTP_PASSWORD: 'a-wrong-password' } },
    code: 3,
    states: { 'mail-server': 'failed' },
    found: /^localhost:\d+ refused the login of reports@sender\.example \(535 bad credentials\)\.$/,
    next: /^Check smtp\.user and what smtp\.password names/,
  },
  {
    what: 'a mail server without STARTTLS',
    seed: { mail: { disabledCommands: ['STARTTLS'], allowInsecureAuth: true } },
    code: 3,
    states: { 'mail-server': 'failed' },
    found: /^localhost:\d+ does not offer STARTTLS/,
    next: /^Use the port on which it does/,
  },
  {
    what: 'an expired certificate of the mail server',
    seed: { mail: expiredTls },
    code: 3,
    states: { 'mail-server': 'failed' },
    found: /^The certificate of localhost:\d+ has expired/,
    next: /^Have it renewed/,
  },
  {
    what: 'a mail server whose authority is not trusted',
    seed: { smtp: { caFile: undefined } },
    code: 3,
    states: { 'mail-server': 'failed' },
    found: /^The certificate of localhost:\d+ is not trusted/,
    next: /smtp\.caFile/,
  },
  {
    what: 'a mail server that is not there',
    seed: async () => ({ smtp: { port: await closedPort() } }),
    code: 3,
    states: { 'mail-server': 'failed' },
    found: /^Nobody answers at localhost:\d+/,
    next: /^Check smtp\.host and smtp\.port/,
  },
  {
    what: 'an access token that is refused',
    seed: async () => {
      const { url } = await startServer((_request, response) => response.writeHead(401).end(JSON.stringify({ error_description: 'no such client' })));
      const oauth2 = { tokenUrl: url, clientId: 'c', clientSecret: { env: 'SMTP_PASSWORD' } };
      return { smtp: { password: undefined, oauth2 } };
    },
    code: 3,
    states: { 'mail-token': 'failed', 'mail-server': 'not-checked' },
    found: /^No access token was given: POST \/v1: refused-key \(401\) no such client\.$/,
    next: /^Check smtp\.oauth2: tokenUrl, clientId, scope/,
  },
  {
    what: 'a DKIM key that is none',
    seed: { smtp: { dkim: { selector: 's1', key: { file: './ca.pem' } } } },
    code: 2,
    states: { 'mail-server': 'failed', 'mail-signature': 'failed' },
    found: /ca\.pem holds no private key in PEM form without a passphrase; it should hold the DKIM key\.$/,
    next: /^Set the variable, or write the file/,
  },
];

/** What can be wrong with keys, stamps and certificates. */
export const SEAL_CASES: readonly Case[] = [
  {
    what: 'a signing key that is none',
    seed: { signing: { key: { file: './ca.pem' } } },
    code: 2,
    states: { 'signing-key': 'failed' },
    found: /ca\.pem is no Ed25519 private key in PEM form\.$/,
    next: /keys new/,
  },
  {
    what: 'a time stamp authority that is not there',
    seed: async () => ({ signing: { timestamp: { url: `https://127.0.0.1:${String(await closedPort())}/tsr` } } }),
    code: 3,
    states: { 'time-stamp': 'failed' },
    found: /gave no time stamp: it could not be reached \(ECONNREFUSED\), asked 2 times\.$/,
    next: /^Check signing\.timestamp\.url, and the network/,
  },
  {
    what: 'a wrong password of the certificate',
    seed: { env: { P12_PASSWORD: 'another-word' } },
    code: 2,
    states: { 'pdf-signature': 'failed' },
    found: /could not be opened/,
    next: /^Check the file and the password/,
  },
];

import { TLS_MODES } from './config.ts';
import * as kind from './written-kinds.ts';

const oauth2 = kind.mapping(
  {
    tokenUrl: kind.url().describe('Where tokens are fetched.'),
    clientId: kind.text('a client id').describe('Client id.'),
    clientSecret: kind.secret().describe('Where the client secret stands. A literal one is refused.'),
    refreshToken: kind
      .secret()
      .optional()
      .describe('Where the refresh token stands, to log in as the user who gave it. Without it: client credentials.'),
    scope: kind.text('a scope').optional().describe('Scope to ask for.'),
  },
  'tokenUrl, clientId, clientSecret, refreshToken and scope',
);

/** Several labels, so that it is a name in the mail world. */
const DOMAIN = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;
const SELECTOR = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;

const dkim = kind.mapping(
  {
    selector: kind
      .fitting(SELECTOR, 'a name such as reports2026, under which the public key stands in DNS')
      .describe('Name of the key: its public half stands in DNS at SELECTOR._domainkey.DOMAIN.'),
    key: kind.secret().describe('Where the private key stands, an RSA key in PEM form. A literal one is refused.'),
    domain: kind
      .fitting(DOMAIN, 'a domain such as provider.example')
      .optional()
      .describe('Domain that signs: that of smtp.from, or one above it. Default: that of smtp.from.'),
  },
  'a mapping with selector and key',
);

/** `smtp` as written. */
export const smtp = kind.mapping(
  {
    host: kind.fitting(/^[A-Za-z0-9.:_-]{1,253}$/, 'a host name, such as smtp.example').describe('Mail server.'),
    port: kind.whole(1, 65535).optional().describe('Default 587; 465 with tls: implicit.'),
    tls: kind
      .choice(TLS_MODES)
      .optional()
      .describe('required: STARTTLS; implicit: TLS from the first byte; none: only to this machine. Default required.'),
    user: kind.text('a user name').optional().describe('Login.'),
    password: kind.secret().optional().describe('Where the password stands. A literal one is refused.'),
    oauth2: oauth2.optional().describe('Login by access token (XOAUTH2) instead of a password.'),
    dkim: dkim.optional().describe('With what mails are signed (DKIM). Without it the mail server may still do so.'),
    caFile: kind.path().optional().describe('PEM file of certificates that are trusted besides the usual ones.'),
    timeout: kind.duration('100ms', '5m', kind.SECONDS).optional().describe('How long to wait for each answer of the mail server. Default 2m.'),
    maxSize: kind
      .byteSize('100KB', '1GB')
      .optional()
      .describe('Largest mail; a larger one goes without the PDF, and says so. Without it the mail server says what it takes.'),
    from: kind.email().describe('Sender.'),
  },
  'a mapping with host and from',
);

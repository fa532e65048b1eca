import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HOUR, MINUTE } from '../../src/model/instant.ts';
import { startMailServer } from '../deliver/support/mail-servers.ts';
import { testCertificates } from '../support/certificates.ts';
import { configure, KEY, openFolder, openSource, tenantAt } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';
import { EMAIL, FROM, NOW, RUN } from './send-place.ts';

const SECRET = 'client-secret-canary';
const REFRESH = 'refresh-token-canary';
const TOKEN = 'access-token-canary';

type Reply = { readonly status: number; readonly body: string };
const GOOD: Reply = { status: 200, body: JSON.stringify({ access_token: TOKEN, token_type: 'Bearer', expires_in: 3600 }) };

/** Answers each request for a token with the next reply, the last one again and again. */
const startTokens = async (...replies: readonly Reply[]) => {
  const asked: Readonly<Record<string, string>>[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push(Object.fromEntries(new URLSearchParams(body)));
      const { status, body: answer } = replies[Math.min(asked.length, replies.length) - 1] ?? GOOD;
      response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  return { url: `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}/oauth2/token`, asked };
};

const openPlace = async (tokenUrl: string, options: SMTPServerOptions = {}, oauth2: Readonly<Record<string, unknown>> = {}) => {
  const logins: string[] = [];
  const { port, received } = await startMailServer({
    authOptional: false,
    authMethods: ['XOAUTH2'],
    onAuth: ({ method, username, accessToken }, session, done) => {
      logins.push([method, username, accessToken, session.secure ? 'secure' : 'in clear'].join(' '));
      done(accessToken === TOKEN ? null : new Error('no'), accessToken === TOKEN ? { user: 'x' } : undefined);
    },
    ...options,
  });
  const simulator = await openSource();
  const folder = await openFolder();
  await writeFile(join(folder, 'ca.pem'), testCertificates.ca);
  const smtp = {
    host: 'localhost',
    port,
    caFile: './ca.pem',
    user: 'reports@sender.example',
    from: FROM,
    oauth2: { tokenUrl, clientId: 'client-1', clientSecret: { env: 'SECRET' }, scope: 'https://outlook.office365.com/.default', ...oauth2 },
  };
  const tenants = ['contoso', 'fabrikam'].map((id) => ({ ...tenantAt(simulator.url, { email: EMAIL }), id }));
  await configure(folder, tenants, { archive: './vdc-report.db', smtp, report: { formats: ['html'] } });
  const run = (line = RUN, at = NOW) => typeAt(folder, at, line.split(' '), { VDC_KEY: KEY, SECRET, REFRESH });
  return { folder, run, received, logins };
};

const secretsIn = (shown: string): readonly string[] => [SECRET, REFRESH, TOKEN].filter((secret) => shown.includes(secret));

describe('a login by access token', () => {
  it('with client credentials: one token for all tenants of a run, over TLS alone', async () => {
    const tokens = await startTokens(GOOD);
    const { run, received, logins } = await openPlace(tokens.url);
    const { code, out, err } = await run();
    expect([code, received.length, secretsIn(out + err)]).toEqual([0, 2, []]);
    expect(tokens.asked).toEqual([
      { grant_type: 'client_credentials', client_id: 'client-1', client_secret: SECRET, scope: 'https://outlook.office365.com/.default' },
    ]);
    expect(new Set(logins)).toEqual(new Set([`XOAUTH2 reports@sender.example ${TOKEN} secure`]));
  });

  it('with a refresh token, in the name of the user who gave it', async () => {
    const tokens = await startTokens(GOOD);
    const { run, received } = await openPlace(tokens.url, {}, { refreshToken: { env: 'REFRESH' }, scope: undefined });
    expect([(await run()).code, received.length]).toEqual([0, 2]);
    expect(tokens.asked).toEqual([{ grant_type: 'refresh_token', refresh_token: REFRESH, client_id: 'client-1', client_secret: SECRET }]);
  });

  it('a token that soon ends is not used for the next mail', async () => {
    const tokens = await startTokens({ status: 200, body: JSON.stringify({ access_token: TOKEN, expires_in: 60 }) });
    const { run, received } = await openPlace(tokens.url);
    expect([(await run()).code, received.length, tokens.asked.length]).toEqual([0, 2, 2]);
  });

  it('that is refused is final, with the reason and without a secret', async () => {
    const refusal = { error: 'invalid_client', error_description: `AADSTS7000215: Invalid client secret ${SECRET} provided.` };
    const tokens = await startTokens({ status: 401, body: JSON.stringify(refusal) });
    const { run, received, logins } = await openPlace(tokens.url);
    const { code, out, err } = await run();
    expect([code, received, logins, secretsIn(out + err)]).toEqual([3, [], [], []]);
    expect(out).toContain(
      'the mail could not be sent through localhost (token-refused). Cause: POST /oauth2/token: refused-key (401) AADSTS7000215: Invalid client secret [key] provided.',
    );
    expect((await run('send --due', NOW + HOUR)).out).toBe('Nothing was due.\n');
  });

  it('whose server is down is tried again, and then the mail goes', async () => {
    const tokens = await startTokens(...Array.from({ length: 4 }, () => ({ status: 503, body: '' })), GOOD);
    const { run, received } = await openPlace(tokens.url);
    expect([(await run()).code, received]).toEqual([3, []]);
    expect([(await run('send --due', NOW + 5 * MINUTE)).code, received.length]).toEqual([0, 2]);
  });

  it('that the mail server does not take is final; nothing of it is shown', async () => {
    const tokens = await startTokens({ status: 200, body: JSON.stringify({ access_token: 'another-token-canary', expires_in: 3600 }) });
    const { run, received } = await openPlace(tokens.url);
    const { code, out, err } = await run();
    expect([code, received, (out + err).includes('another-token-canary')]).toEqual([3, [], false]);
    expect(out).toContain('(auth-refused)');
  });

  it('never goes over a line that is not encrypted', async () => {
    const tokens = await startTokens(GOOD);
    const { run, received, logins } = await openPlace(tokens.url, { disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    const { code, out } = await run();
    expect([code, received, logins]).toEqual([3, [], []]);
    expect(out).toContain('(tls-not-offered)');
  });

  it.each([
    ['{"access_token":"two\\r\\nlines"}', 'an answer that no login can carry'],
    ['{"token":"x"}', 'an answer without a token'],
    ['<html>', 'a page'],
  ])('%s is no token: %s', async (body) => {
    const tokens = await startTokens({ status: 200, body });
    const { run, logins } = await openPlace(tokens.url);
    const { code, out } = await run();
    expect([code, logins, out]).toEqual([3, [], expect.stringContaining('the answer holds no access token')]);
  });
});

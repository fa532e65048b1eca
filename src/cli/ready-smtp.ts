import type { ReadySmtp, SmtpConfig } from '../config/config.ts';
import type { ResolvedSmtp } from '../config/secrets.ts';
import type { TokenSource } from '../model/token.ts';
import { variable } from '../run/source-options.ts';
import { hidePem } from './hide-pem.ts';
import type { Shell } from './shell.ts';

/** Of one attempt; a mail waits for it. */
const TOKEN_TIMEOUT = 20_000;

/** What speaks to an authorization server is loaded only where one is configured. */
const tokensOf = async ({ oauth2 }: ResolvedSmtp, { world, hide }: Shell): Promise<TokenSource | null> => {
  if (oauth2 === null) return null;
  const { readSite } = await import('../authority/site.ts');
  const { createTokenSource } = await import('../run/outbox/token-source.ts');
  const { env } = world;
  const proxy = { https: variable(env, 'HTTPS_PROXY'), http: variable(env, 'HTTP_PROXY'), no: variable(env, 'NO_PROXY') };
  return createTokenSource(readSite({ url: oauth2.tokenUrl, timeoutMs: TOKEN_TIMEOUT, caPem: null, proxy }), oauth2, world, hide);
};

/** The mail server with its secrets, which this shell will never print. Throws UsageError where one is missing. */
export const readySmtp = async (smtp: SmtpConfig, shell: Shell): Promise<ReadySmtp> => {
  const { resolveSmtp } = await import('../config/secrets.ts');
  const { value, notices } = await resolveSmtp(smtp, shell.world.env);
  [value.password, value.oauth2?.clientSecret, value.oauth2?.refreshToken].forEach((secret) =>
    typeof secret === 'string' ? shell.hide(secret) : undefined,
  );
  if (value.dkim !== null) hidePem(value.dkim.key, shell);
  notices.forEach((notice) => shell.tell(`Note: ${notice}`));
  return { ...value, token: await tokensOf(value, shell) };
};

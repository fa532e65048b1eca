import { z } from 'zod';
import type { Outcome, SourceWorld } from '../vdc/request.ts';
import { post } from './post.ts';
import type { AuthoritySite } from './site.ts';

/** Who asks for an access token, and by what right: as itself, or with a refresh token in the name of a user. */
export type TokenClient = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string | null;
  readonly scope: string | null;
};

/** `lifetime`: milliseconds. */
export type AccessToken = { readonly text: string; readonly lifetime: number };

/** Where the server does not say how long a token holds. */
const LIFETIME_SECONDS = 300;

/** What a header or a login can carry. */
const TOKEN = /^[\x21-\x7e]{1,16384}$/;

const answer = z.object({
  access_token: z.string().regex(TOKEN),
  expires_in: z.coerce.number().positive().max(86_400).catch(LIFETIME_SECONDS),
});

const formOf = ({ clientId, clientSecret, refreshToken, scope }: TokenClient): URLSearchParams =>
  new URLSearchParams({
    ...(refreshToken === null ? { grant_type: 'client_credentials' } : { grant_type: 'refresh_token', refresh_token: refreshToken }),
    client_id: clientId,
    client_secret: clientSecret,
    ...(scope === null ? {} : { scope }),
  });

const parse = (bytes: Uint8Array): AccessToken | null => {
  try {
    const { access_token: text, expires_in: seconds } = answer.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return { text, lifetime: seconds * 1000 };
  } catch {
    return null;
  }
};

/** Asks for an access token (RFC 6749, 4.4 or 6). Failures are returned, never thrown, and hold no secret. */
export const askToken = async (site: AuthoritySite, client: TokenClient, signal: AbortSignal, world: SourceWorld): Promise<Outcome<AccessToken>> => {
  const body = Buffer.from(formOf(client).toString());
  const secrets = [client.clientSecret, ...(client.refreshToken === null ? [] : [client.refreshToken])];
  const question = { body, type: 'application/x-www-form-urlencoded', accept: 'application/json', secrets };
  const { value, failure } = await post(site, question, signal, world);
  if (failure !== null) return { value: null, failure };
  const token = parse(value.bytes);
  if (token !== null) return { value: token, failure: null };
  return {
    value: null,
    failure: { code: 'not-json', request: `POST ${site.path}`, status: 200, attempts: 1, detail: 'the answer holds no access token' },
  };
};

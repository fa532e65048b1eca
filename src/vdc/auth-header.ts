import { UserError } from '../errors.ts';
import type { SourceOptions } from './options.ts';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u;
/** Headers that steer the connection: a key in them would break it. */
const RESERVED: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'proxy-authorization',
]);

/** The one header that carries the key. Throws a UserError, without the key, where it cannot be sent. */
export const authHeader = ({ apiKey, auth }: Pick<SourceOptions, 'apiKey' | 'auth'>): Readonly<Record<string, string>> => {
  const header = auth.header ?? (auth.scheme === null ? 'X-API-Key' : 'Authorization');
  if (apiKey === '')
    throw new UserError('api-key', 'The API key is empty.', { hint: 'Set the environment variable or file that the configuration names.' });
  if (!/^[\x21-\x7e]+$/u.test(apiKey))
    throw new UserError('api-key', 'The API key holds a blank, a line break or another character that a header cannot carry.', {
      hint: 'Copy the key again, without anything around it.',
    });
  if (!TOKEN.test(header) || RESERVED.has(header.toLowerCase()))
    throw new UserError('auth-header', 'The header for the API key has a name that cannot be used.', { hint: 'Use, for example, X-API-Key.' });
  if (auth.scheme !== null && !TOKEN.test(auth.scheme))
    throw new UserError('auth-scheme', 'The scheme for the API key is not a single word.', { hint: 'Use, for example, Bearer.' });
  return { [header]: auth.scheme === null ? apiKey : `${auth.scheme} ${apiKey}` };
};

import { UserError } from '../errors.ts';
import { isLoopback } from '../model/loopback.ts';

/** Where the API is: `root` is the path of its version, without a slash at the end. */
export type Site = { readonly origin: string; readonly root: string };

const EXPECTED = 'Expected: the address from the settings page, for example https://host/v1.';

/** `/v1`, `/v1/Reports/` and nothing at all mean the same root; a gateway's own prefix is kept. */
const rootOf = (pathname: string): string => {
  const trimmed = pathname.replace(/\/+$/u, '').replace(/\/reports$/iu, '');
  return /\/v\d+$/iu.test(trimmed) ? trimmed : `${trimmed}/v1`;
};

const checkParts = (url: URL): void => {
  if (url.username !== '' || url.password !== '')
    throw new UserError('base-url', 'The base URL holds a user name or a password.', { hint: 'Remove it: the API key goes into its own setting.' });
  if (url.search !== '' || url.hash !== '') throw new UserError('base-url', 'The base URL holds a query or a fragment.', { hint: EXPECTED });
};

const checkProtocol = (url: URL): void => {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new UserError('base-url', `The base URL begins with ${url.protocol}, not with https:.`, { hint: EXPECTED });
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new UserError('plain-http', `The base URL is plain http to ${url.host}: the key and the data would travel unencrypted.`, {
      hint: 'Use https. Plain http is for a server on this machine only.',
    });
};

/** Reads the base URL. Throws a UserError where it is none, holds more than an address, or would send the key unencrypted. */
export const readBaseUrl = (baseUrl: string): Site => {
  const url = URL.parse(baseUrl.trim());
  if (url === null) throw new UserError('base-url', 'The base URL is not an address.', { hint: EXPECTED });
  checkProtocol(url);
  checkParts(url);
  return { origin: url.origin, root: rootOf(url.pathname) };
};

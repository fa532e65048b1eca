import { askToken, type TokenClient } from '../../authority/ask-token.ts';
import type { AuthoritySite } from '../../authority/site.ts';
import type { CollectFailure } from '../../model/evidence.ts';
import { MINUTE } from '../../model/instant.ts';
import type { TokenAnswer, TokenSource } from '../../model/token.ts';
import type { World } from '../../world.ts';

/** A token that ends sooner than this is fetched anew: it must last for a login. */
const TO_SPARE = 5 * MINUTE;

/** Failures after which the next attempt may go well by itself. */
const PASSING: ReadonlySet<CollectFailure['code']> = new Set(['rate-limited', 'server-error', 'timeout', 'network', 'cut-off']);

const refused = ({ code, request, status, detail }: CollectFailure): TokenAnswer => ({
  token: null,
  temporary: PASSING.has(code),
  reason: [`${request}: ${code}`, status === null ? '' : `(${String(status)})`, detail ?? ''].filter((part) => part !== '').join(' '),
});

/** Fetches a token when one is needed, and keeps it as long as it holds. `hide`: is told every token, so that none is ever shown. */
export const createTokenSource = (
  site: AuthoritySite,
  client: TokenClient,
  world: Pick<World, 'now' | 'sleep' | 'random'>,
  hide: (secret: string) => void,
): TokenSource => {
  let kept: { readonly text: string; readonly until: number } | null = null;
  return async (signal) => {
    if (kept !== null && world.now() < kept.until) return { token: kept.text };
    const { value, failure } = await askToken(site, client, signal, world);
    if (failure !== null) return refused(failure);
    hide(value.text);
    kept = { text: value.text, until: world.now() + value.lifetime - TO_SPARE };
    return { token: value.text };
  };
};

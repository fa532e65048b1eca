import { askAuthority } from '../authority/ask-authority.ts';
import type { AuthoritySite } from '../authority/site.ts';
import { checkTimestamp, timestampRequest, writeStamp } from '../evidence/timestamp.ts';
import { MINUTE, toIso } from '../model/instant.ts';
import type { StampCause, StampProblem } from '../model/stamp.ts';
import type { World } from '../world.ts';

/** manifest.tsr.json, or why there is none. */
export type Stamped = { readonly file: Uint8Array; readonly problem: null } | { readonly file: null; readonly problem: StampProblem };

export type Stamper = (sealed: Uint8Array, signal: AbortSignal) => Promise<Stamped>;

/** Clocks differ, and an answer takes its time. What lies further off is an old answer, or one of the two clocks is wrong. */
const FURTHEST = 10 * MINUTE;

const REPLY_TYPE = 'application/timestamp-reply';

/** Asks the authority for a stamp over bytes, and keeps only one that holds. */
export const createStamper =
  (site: AuthoritySite, world: Pick<World, 'now' | 'sleep' | 'random'>): Stamper =>
  async (sealed, signal) => {
    const not = (cause: StampCause): Stamped => ({ file: null, problem: { authority: site.url, cause } });
    const { value, failure } = await askAuthority(site, timestampRequest(sealed), signal, world);
    if (failure !== null) return not({ kind: 'request', failure });
    if (value.type !== REPLY_TYPE) return not({ kind: 'type', found: value.type.slice(0, 80) });
    const stamp = await checkTimestamp(value.bytes, sealed);
    if (!stamp.good) return not({ kind: 'answer', detail: stamp.detail });
    const now = world.now();
    if (Math.abs(stamp.at - now) > FURTHEST) return not({ kind: 'clock', stated: toIso(stamp.at), ours: toIso(now) });
    return { file: writeStamp(value.bytes), problem: null };
  };

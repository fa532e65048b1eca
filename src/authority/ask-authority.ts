import type { Outcome, SourceWorld } from '../vdc/request.ts';
import { post, type Answer } from './post.ts';
import type { AuthoritySite } from './site.ts';

/** Sends a query to a time stamp authority. What the answer says is not looked at. Failures are returned, never thrown. */
export const askAuthority = (site: AuthoritySite, query: Uint8Array, signal: AbortSignal, world: SourceWorld): Promise<Outcome<Answer>> =>
  post(site, { body: query, type: 'application/timestamp-query', accept: 'application/timestamp-reply', secrets: [] }, signal, world);

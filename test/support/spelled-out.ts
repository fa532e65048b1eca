import type { Evidence } from '../../src/model/evidence.ts';

/** Evidence that can be compared and read: with the bytes of its answers, one character each. */
export const spelledOut = (evidence: Evidence | null): unknown =>
  evidence && {
    ...evidence,
    exchanges: evidence.exchanges.map(({ body, ...how }) => ({ ...how, body: { ...body, read: Buffer.from(body.read()).toString('latin1') } })),
  };

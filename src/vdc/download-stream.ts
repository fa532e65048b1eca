import { UserError } from '../errors.ts';
import { bodyChunks } from './body.ts';
import { refusalOf } from './refusal.ts';
import { request, type Outcome, type Taker, type Wire } from './request.ts';
import type { Lease } from './lease.ts';

/** The rest of a stream whose first piece is here already. The place is given back at its end, or when nobody reads on. */
async function* restOf(wire: Wire, first: IteratorResult<Uint8Array>, rest: AsyncGenerator<Uint8Array>, lease: Lease): AsyncGenerator<Uint8Array> {
  try {
    for (let piece = first; piece.done !== true;) {
      lease.pause();
      yield piece.value;
      lease.extend();
      piece = await rest.next();
    }
  } catch (error) {
    const { code, detail } = refusalOf(error, { status: 200, timedOut: lease.timedOut(), closed: wire.closed.aborted });
    throw new UserError('download-failed', `The download of a log broke off (${code}: ${wire.redactor.text(detail ?? '')}).`, {
      hint: 'Try again; what was written so far is incomplete.',
    });
  } finally {
    lease.end();
    await rest.return(undefined);
  }
}

const takeStream =
  (wire: Wire, maxBytes: number): Taker<AsyncIterable<Uint8Array>> =>
  async (reply, lease) => {
    const chunks = bodyChunks(reply, maxBytes);
    // Up to the first piece a failure is an attempt like any other; behind it, bytes would come twice.
    const first = await chunks.next();
    return { value: wire.redactor.stream(restOf(wire, first, chunks, lease)), keepsLease: true };
  };

/** A response's body as it arrives. The iterator throws a UserError where the rest does not come. */
export const downloadStream = (wire: Wire, path: string, maxBytes: number): Promise<Outcome<AsyncIterable<Uint8Array>>> =>
  request(wire, path, takeStream(wire, maxBytes));

import { cleanDetail, readErrorBody } from './error-body.ts';
import { follow } from './follow.ts';
import { createLease, type Lease } from './lease.ts';
import { refusalOf, codeOfStatus, type Refusal } from './refusal.ts';
import { nextWait, readRetryAfter, type RetryPolicy } from './retry.ts';
import type { CollectFailure } from '../model/evidence.ts';
import type { Instant } from '../model/instant.ts';
import type { Redactor } from './redactor.ts';
import type { Slots } from './slots.ts';
import type { TrafficCounter } from './traffic.ts';
import type { Reply, Transport } from './transport.ts';

/** Time and chance, as arguments. */
export type SourceWorld = {
  readonly now: () => Instant;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
};

export type Wire = {
  readonly origin: string;
  /** As the transport sends it; for the words of a failure. */
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly slots: Slots;
  readonly traffic: TrafficCounter;
  readonly redactor: Redactor;
  readonly policy: RetryPolicy;
  readonly timeouts: { readonly attemptMs: number; readonly totalMs: number };
  readonly closed: AbortSignal;
  readonly world: SourceWorld;
};

/** What came of a request: a value, or why there is none. */
export type Outcome<Value> = { readonly value: Value; readonly failure: null } | { readonly value: null; readonly failure: CollectFailure };

/** How an answer was obtained. */
export type Circumstance = { readonly sentAt: Instant; readonly attempts: number };

/** Takes what it needs from an answer with status 2xx. It returns whether it keeps the lease, and then ends it itself. */
export type Taker<Value> = (
  reply: Reply,
  lease: Lease,
  circumstance: Circumstance,
) => Promise<{ readonly value: Value; readonly keepsLease: boolean }>;

type Tried<Value> = { readonly kind: 'taken'; readonly value: Value } | { readonly kind: 'refused'; readonly refusal: Refusal };

const refuseStatus = async (wire: Wire, reply: Reply): Promise<Refusal> => {
  const now = wire.world.now();
  const body = await readErrorBody(reply, now, wire.redactor);
  return {
    code: codeOfStatus(reply.status),
    status: reply.status,
    detail: body.detail,
    isWorthRetrying: wire.policy.statuses.includes(reply.status),
    retryAfterMs: readRetryAfter(reply.headers['retry-after'], now) ?? body.retryAfterMs,
  };
};

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** One attempt. Nothing is thrown; the lease is ended unless the taker keeps it. */
const tryOnce = async <Value>(wire: Wire, path: string, attempts: number, lease: Lease, take: Taker<Value>): Promise<Tried<Value>> => {
  let status: number | null = null;
  let isKept = false;
  const send = async (target: string): Promise<Reply> => {
    status = null;
    try {
      const reply = await wire.transport.send(target, wire.headers, lease.signal);
      status = reply.status;
      return reply;
    } finally {
      wire.traffic.sent(status);
    }
  };
  const sentAt = wire.world.now();
  try {
    const reply = await follow({ method: wire.method, send }, path, wire.origin, wire.redactor);
    if (!isSuccess(reply.status)) return { kind: 'refused', refusal: await refuseStatus(wire, reply) };
    const taken = await take(reply, lease, { sentAt, attempts });
    isKept = taken.keepsLease;
    return { kind: 'taken', value: taken.value };
  } catch (error) {
    return { kind: 'refused', refusal: refusalOf(error, { status, timedOut: lease.timedOut(), closed: wire.closed.aborted }) };
  } finally {
    if (!isKept) lease.end();
  }
};

const failureOf = (wire: Wire, path: string, attempts: number, { code, status, detail }: Refusal): CollectFailure => ({
  code,
  request: wire.redactor.text(`${wire.method} ${path.split('?', 1)[0] ?? ''}`),
  status,
  attempts,
  detail: detail === null ? null : cleanDetail(detail, wire.redactor),
});

/** What the server asked for where there was no time for it, so that a single attempt is understood. */
const withWait = (refusal: Refusal, { attempt, now, deadline }: { attempt: number; now: Instant; deadline: Instant }, wire: Wire): Refusal => {
  const { isWorthRetrying, retryAfterMs, detail } = refusal;
  if (!isWorthRetrying || retryAfterMs === null || attempt >= wire.policy.attempts || now + retryAfterMs < deadline) return refusal;
  const said = `asked to wait ${Math.ceil(retryAfterMs / 1000)} s; the time allowed for all attempts is ${wire.timeouts.totalMs / 1000} s`;
  return { ...refusal, detail: detail === null ? said : `${cleanDetail(detail, wire.redactor)}; ${said}` };
};

/** A place among the requests in flight; a repeated request is served before new ones. */
const takeLease = async (wire: Wire, attempt: number, deadline: Instant | null): Promise<Lease> => {
  const release = await wire.slots.take(attempt > 1);
  const { attemptMs, totalMs } = wire.timeouts;
  const left = deadline === null ? totalMs : Math.max(1, deadline - wire.world.now());
  return createLease({ stepMs: Math.min(attemptMs, left), totalMs: left, closed: wire.closed, release });
};

/** False where the source was closed in the meantime. */
const waitFor = async (wire: Wire, ms: number): Promise<boolean> => {
  try {
    await wire.world.sleep(ms, wire.closed);
  } catch (error) {
    if (!wire.closed.aborted) throw error;
  }
  return !wire.closed.aborted;
};

/** Sends a request until it is answered, all attempts are used up, or its time is. Waiting holds no place. */
export const request = async <Value>(wire: Wire, path: string, take: Taker<Value>): Promise<Outcome<Value>> => {
  let deadline: Instant | null = null;
  for (let attempt = 1; ; attempt += 1) {
    const lease = await takeLease(wire, attempt, deadline);
    // The time in the queue before the first attempt is nobody's delay but ours.
    deadline ??= wire.world.now() + wire.timeouts.totalMs;
    const tried = await tryOnce(wire, path, attempt, lease, take);
    if (tried.kind === 'taken') return { value: tried.value, failure: null };
    const { refusal } = tried;
    const { retryAfterMs } = refusal;
    const now = wire.world.now();
    const wait = refusal.isWorthRetrying ? nextWait(wire.policy, { attempt, retryAfterMs, now, deadline, random: wire.world.random() }) : null;
    if (wait === null || !(await waitFor(wire, wait)))
      return { value: null, failure: failureOf(wire, path, attempt, withWait(refusal, { attempt, now, deadline }, wire)) };
    wire.traffic.retried();
  }
};

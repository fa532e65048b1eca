import type { Instant } from '../model/instant.ts';

/** When a request is sent again. Milliseconds. */
export type RetryPolicy = {
  readonly attempts: number;
  readonly baseMs: number;
  readonly factor: number;
  readonly maxMs: number;
  readonly statuses: readonly number[];
};

export const RETRY_POLICY: Omit<RetryPolicy, 'attempts'> = {
  baseMs: 500,
  factor: 2,
  maxMs: 30_000,
  statuses: [408, 429, 500, 502, 503, 504],
};

/** Between half and all of the exponential step, so that many clients do not come back at once. `random` is in [0, 1). */
export const backoff = (policy: RetryPolicy, attempt: number, random: number): number => {
  const step = Math.min(policy.maxMs, policy.baseMs * policy.factor ** (attempt - 1));
  return Math.round(step * (0.5 + random / 2));
};

/** `Retry-After` as seconds or as a date, in milliseconds from `now`; null where it says neither. */
export const readRetryAfter = (value: unknown, now: Instant): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value * 1000 : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{1,9}(?:\.\d{1,9})?$/u.test(text)) return Number(text) * 1000;
  const date = /[a-z]/iu.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
};

export type RetrySituation = {
  /** Attempts made so far. */
  readonly attempt: number;
  /** What the server asked for, in milliseconds. */
  readonly retryAfterMs: number | null;
  readonly now: Instant;
  readonly deadline: Instant;
  readonly random: number;
};

/**
 * How long to wait before the next attempt; null: there is none, because all are used up or the wait would end after the
 * deadline. Never shorter than the server asked for.
 */
export const nextWait = (policy: RetryPolicy, { attempt, retryAfterMs, now, deadline, random }: RetrySituation): number | null => {
  if (attempt >= policy.attempts) return null;
  const wait = Math.max(backoff(policy, attempt, random), retryAfterMs ?? 0);
  return now + wait < deadline ? wait : null;
};

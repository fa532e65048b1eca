import { failed, failureFrom, type CheckId, type CheckResult, type CheckRow } from './check.ts';

/** One thing to be proved. It never throws what a user could mend, and ends when its signal is aborted, or soon after. */
export type Check = {
  readonly id: CheckId;
  readonly tenantId: string | null;
  /** Milliseconds. */
  readonly limit: number;
  readonly work: (signal: AbortSignal) => Promise<CheckResult>;
};

const tooLong = (limit: number): CheckResult =>
  failed(
    `There was no result after ${String(limit / 1000)} s, so it was given up.`,
    'Run the doctor again; if it stays, look for what holds it up: a firewall, a slow disk, a busy machine.',
  );

/** Its result within its time, whatever happens in it. Rejects only when `outer` is aborted. */
const resultOf = async ({ limit, work }: Check, outer: AbortSignal): Promise<CheckResult> => {
  outer.throwIfAborted();
  const ending = new AbortController();
  const { promise: late, resolve, reject } = Promise.withResolvers<CheckResult>();
  const timer = setTimeout(() => resolve(tooLong(limit)), limit);
  const interrupt = (): void => reject(outer.reason);
  outer.addEventListener('abort', interrupt, { once: true });
  try {
    return await Promise.race([work(ending.signal).catch((error: unknown) => failureFrom(error)), late]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', interrupt);
    // What was not waited for shall not go on behind our back.
    ending.abort();
  }
};

export const perform = async (check: Check, signal: AbortSignal): Promise<CheckRow> => {
  const { id, tenantId } = check;
  return { id, tenantId, ...(await resultOf(check, signal)) };
};

import type { Agenda, AttemptEnd, ClaimedAppointment } from '../../archive/agenda.ts';
import { UserError } from '../../errors.ts';
import { HOUR, MINUTE, type Instant } from '../../model/instant.ts';
import { isListUnread } from '../../model/is-list-unread.ts';
import { againAt } from '../../schedule/again.ts';
import type { Due } from '../../schedule/due.ts';
import type { World } from '../../world.ts';
import type { TenantOutcome } from '../contract.ts';
import { isGone, owner } from '../outbox/owner.ts';
import { failedTenant } from '../tenant.ts';

/**
 * How long a claim holds after its process was last seen at work. Longer than anything takes of which no progress is seen, such
 * as one document that is printed or one mail. That a process of this machine has died is seen at once.
 */
const CLAIM = 2 * HOUR;
const RENEW_AFTER = 10 * MINUTE;

export type Kept = {
  readonly due: Due;
  readonly attempt: number;
  readonly state: AttemptEnd['state'];
  readonly nextAttemptAt: Instant | null;
  readonly beganAt: Instant;
  readonly endedAt: Instant;
  /** Null where the attempt was interrupted, or met a bug. */
  readonly outcome: TenantOutcome | null;
  /** A bug; null: none. */
  readonly bug: unknown;
};

/** Makes and delivers what is due. `alive` is to be called at every progress. */
export type Work = (due: Due, options: { readonly signal: AbortSignal; readonly alive: () => void }) => Promise<TenantOutcome>;

export type KeepContext = {
  readonly agenda: Agenda;
  readonly world: Pick<World, 'now'>;
  readonly work: Work;
  /** Aborted: what has been begun is handed back. */
  readonly signal: AbortSignal;
};

type Attempt = Pick<Kept, 'outcome' | 'bug'>;

/** Renews the claim as the work goes on, and stops it where another process has taken it over. */
const holding = (claimed: ClaimedAppointment, now: () => Instant) => {
  const lost = new AbortController();
  let renewedAt = now();
  let renewing: Promise<void> = Promise.resolve();
  const renew = async (): Promise<void> => {
    if (!(await claimed.renew(now() + CLAIM))) lost.abort(new UserError('claim-lost', 'Another process has taken this report over.'));
  };
  const alive = (): void => {
    if (now() - renewedAt < RENEW_AFTER) return;
    renewedAt = now();
    renewing = renewing.then(renew);
    // Whoever awaits the last one is told; until then nobody is to be surprised.
    renewing.catch(() => undefined);
  };
  return { alive, signal: lost.signal, settled: () => renewing };
};

/** Why there is no report that says anything; null: there is one. */
const failureOf = ({ error, report }: TenantOutcome): string | null =>
  error?.code ?? (report === null || isListUnread(report) ? 'not-collected' : null);

const attempt = async (due: Due, claimed: ClaimedAppointment, { world, work, signal }: KeepContext): Promise<Attempt> => {
  const hold = holding(claimed, world.now);
  try {
    const outcome = await work(due, { signal: AbortSignal.any([signal, hold.signal]), alive: hold.alive });
    await hold.settled();
    // What fails after an interruption fails because of it.
    return { outcome: signal.aborted && failureOf(outcome) !== null ? null : outcome, bug: null };
  } catch (error) {
    const { tenantId: id } = due;
    if (error instanceof UserError && !signal.aborted) return { outcome: failedTenant({ id, name: id }, error), bug: null };
    return { outcome: null, bug: signal.aborted || hold.signal.aborted ? null : error };
  }
};

const endOf = (due: Due, number: number, { outcome, bug }: Attempt, now: Instant): AttemptEnd => {
  const code = outcome === null ? (bug === null ? 'interrupted' : 'bug') : failureOf(outcome);
  if (code === null) return { at: now, state: 'done', code, nextAttemptAt: null };
  const next = code === 'interrupted' ? now : againAt(number, now, due.endsAt);
  return { at: now, state: next === null ? 'failed' : 'waiting', code, nextAttemptAt: next };
};

/** Claims an appointment and keeps it. Null: another process has it, or keeps another one of the same tenant. */
export const keepAppointment = async (due: Due, context: KeepContext): Promise<Kept | null> => {
  const { agenda, world } = context;
  const { schedule, tenantId, instant, period } = due;
  const beganAt = world.now();
  const claim = { schedule, tenantId, instant, periodKey: period.key, now: beganAt, owner: owner(), until: beganAt + CLAIM, isGone };
  const claimed = await agenda.claim(claim);
  if (claimed === null) return null;
  const made = await attempt(due, claimed, context);
  const endedAt = world.now();
  const end = endOf(due, claimed.attempt, made, endedAt);
  if (!(await claimed.finish(end))) return null;
  const { outcome, bug } = made;
  return { due, attempt: claimed.attempt, state: end.state, nextAttemptAt: end.nextAttemptAt, beganAt, endedAt, outcome, bug };
};

import type { Archive } from '../../archive/archive.ts';
import type { Config, ReadySmtp, TenantConfig } from '../../config/config.ts';
import { dueAppointments, type Due, type Plan } from '../../schedule/due.ts';
import type { World } from '../../world.ts';
import type { RunEvent } from '../contract.ts';
import { keepAppointment, type Kept, type Work } from './keep.ts';
import { deliverAllWaiting } from './mails.ts';
import { questionAt } from './plans.ts';
import { isRoundedUp } from './round-up.ts';
import { createTurns } from './turns.ts';
import type { Workshop } from './workshop.ts';

export type ServiceEvent =
  | { readonly kind: 'begun'; readonly due: Due }
  | { readonly kind: 'kept'; readonly kept: Kept }
  /** Another process was quicker. */
  | { readonly kind: 'passed'; readonly due: Due }
  /** The schedule itself could not be kept: a bug, or an archive that fails. */
  | { readonly kind: 'broken'; readonly error: unknown }
  | { readonly kind: 'mail'; readonly sentence: string }
  /** The page over all tenants of a schedule was written; `missing`: what of it could not be, as sentences. */
  | { readonly kind: 'rounded-up'; readonly due: Due; readonly missing: readonly string[] }
  | { readonly kind: 'run'; readonly event: RunEvent };

export type ServiceOptions = {
  readonly archive: Archive;
  readonly config: Config;
  /** Those that are looked after. */
  readonly tenants: readonly TenantConfig[];
  readonly plans: readonly Plan[];
  readonly workshop: Pick<Workshop, 'work' | 'roundUp'>;
  /** Null: nothing is sent. */
  readonly smtp: () => ReadySmtp | null;
  /** Most tenants at a time. */
  readonly atOnce: number;
  readonly signal: AbortSignal;
  readonly world: Pick<World, 'now'>;
  readonly onEvent: (event: ServiceEvent) => void;
};

export type Service = {
  /** Begins all that is due by now and can begin; resolves without waiting for its end. */
  readonly tick: () => Promise<void>;
  /** Resolves when nothing more is being done. */
  readonly idle: () => Promise<void>;
  /** How many reports are being made. */
  readonly running: () => number;
};

/** Does what is due, each time it is asked. Any number of these may work on one archive: each appointment is kept by one. */
export const createService = (options: ServiceOptions): Service => {
  const { archive, config, tenants, plans, workshop, smtp, atOnce, signal, world, onEvent } = options;
  const { agenda, outbox } = archive;
  const begin: Work = (due, how) => {
    onEvent({ kind: 'begun', due });
    return workshop.work(due, how);
  };
  const roundUp = async (kept: Kept): Promise<void> => {
    const { due } = kept;
    const plan = plans.find(({ name }) => name === due.schedule);
    if (plan === undefined || signal.aborted || !(await isRoundedUp(kept, plan, agenda))) return;
    const ids = plan.tenants.map(({ id }) => id);
    onEvent({ kind: 'rounded-up', due, missing: await workshop.roundUp(due, ids) });
  };
  const keep = async (due: Due): Promise<void> => {
    if (signal.aborted) return;
    try {
      const kept = await keepAppointment(due, { agenda, world, work: begin, signal });
      onEvent(kept === null ? { kind: 'passed', due } : { kind: 'kept', kept });
      if (kept !== null) await roundUp(kept);
    } catch (error) {
      onEvent({ kind: 'broken', error });
    }
  };
  const turns = createTurns(atOnce, keep);
  let mailing: Promise<void> | null = null;
  const sendMails = async (server: ReadySmtp): Promise<void> => {
    try {
      const sentences = await deliverAllWaiting({ outbox, config, tenants, smtp: server, atOnce, signal }, world);
      sentences.forEach((sentence) => onEvent({ kind: 'mail', sentence }));
    } catch (error) {
      onEvent({ kind: 'broken', error });
    } finally {
      mailing = null;
    }
  };
  const tick = async (): Promise<void> => {
    const server = smtp();
    if (server !== null) mailing ??= sendMails(server);
    const due = dueAppointments(plans, await questionAt(plans, agenda, world.now()));
    turns.offer(signal.aborted ? [] : due);
  };
  return {
    tick,
    running: turns.running,
    idle: async () => {
      await turns.idle();
      await mailing;
    },
  };
};

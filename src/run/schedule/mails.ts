import PQueue from 'p-queue';
import type { Outbox } from '../../archive/outbox.ts';
import type { Config, ReadySmtp, TenantConfig } from '../../config/config.ts';
import { UserError } from '../../errors.ts';
import type { World } from '../../world.ts';
import type { DueRequest } from '../outbox/deliver-due.ts';
import { deliverWaiting } from '../outbox/deliver-report.ts';
import { providerOf } from '../outbox/provider.ts';

export type MailRound = {
  readonly outbox: Outbox;
  readonly config: Pick<Config, 'operators' | 'schedules'>;
  readonly tenants: readonly TenantConfig[];
  readonly smtp: ReadySmtp;
  readonly atOnce: number;
  readonly signal: AbortSignal;
};

/** Sends what was put off and is due, of every tenant and over all of them: one whose mail cannot be sent stops no other. What must not be overlooked, as sentences. */
export const deliverAllWaiting = async (
  { outbox, config, tenants, smtp, atOnce, signal }: MailRound,
  world: Pick<World, 'now'>,
): Promise<readonly string[]> => {
  const queue = new PQueue({ concurrency: atOnce });
  const one = async (tenant: DueRequest['tenant']): Promise<readonly string[]> => {
    if (signal.aborted) return [];
    try {
      return await deliverWaiting({ outbox, lasting: true, smtp, tenant, operators: config.operators, signal }, world);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [[`Tenant ${tenant.id}: ${error.message}`, error.hint].filter((part) => part !== null).join(' ')];
    }
  };
  const sentences = await queue.addAll([...tenants, providerOf(config)].map((tenant) => () => one(tenant)));
  return sentences.flat();
};

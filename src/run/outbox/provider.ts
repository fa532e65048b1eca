import type { Config } from '../../config/config.ts';
import type { Mailbox } from '../../model/mailbox.ts';
import { PORTFOLIO_FOLDER } from '../portfolio.ts';
import type { DueRequest } from './deliver-due.ts';

/** Who looks after all tenants: mail over all of them is put down under a name that no tenant may have. */
export const providerOf = ({ schedules }: Pick<Config, 'schedules'>): DueRequest['tenant'] => {
  const named = schedules.flatMap(({ portfolio }) => portfolio);
  const to: readonly Mailbox[] = [...new Map(named.map((mailbox) => [mailbox.address, mailbox])).values()];
  return { id: PORTFOLIO_FOLDER, email: { to, cc: [], bcc: [] } };
};

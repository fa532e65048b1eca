import { domainOf } from '../../model/mailbox.ts';
import type { Portfolio } from '../../model/portfolio.ts';
import { sha256 } from '../../model/sha256.ts';
import { buildMail, messageIdOf } from '../../render/email/mime.ts';
import { portfolioMail } from '../../render/email/portfolio.ts';
import type { World } from '../../world.ts';
import type { RunRequest } from '../contract.ts';
import { deliverWaiting } from '../outbox/deliver-report.ts';
import { providerOf } from '../outbox/provider.ts';
import type { Tools } from '../tools.ts';

/** What the mail says, whenever it is said: the same is not sent twice. */
const editionOf = ({ verdict, tenants }: Portfolio, schedule: string): string =>
  sha256(
    JSON.stringify([
      schedule,
      verdict,
      tenants.map(({ id, name, verdict: own, jobs, rpo, problem, missing }) => [id, name, own, jobs, rpo, problem, missing.length]),
    ]),
  );

/** Mails the portfolio to those whom its schedule names. Returns what must not be overlooked, as sentences. */
export const mailPortfolio = async (
  portfolio: Portfolio,
  place: { readonly schedule: string; readonly folder: string },
  { config, smtp, signal }: Pick<RunRequest, 'config' | 'smtp' | 'signal'>,
  { outbox }: Pick<Tools, 'outbox'>,
  world: Pick<World, 'now'>,
): Promise<readonly string[]> => {
  const to = config.schedules.find(({ name }) => name === place.schedule)?.portfolio ?? [];
  if (to.length === 0 || smtp === null || outbox === null) return [];
  const { from } = smtp;
  const provider = providerOf(config);
  const edition = editionOf(portfolio, place.schedule);
  const recipients = to.map(({ address }) => address);
  const periodKey = `${portfolio.period.key} ${place.schedule}`;
  const reportId = `${provider.id} ${periodKey} ${edition}`;
  const messageId = messageIdOf({ reportId, recipients, from: from.address });
  const listId = `${provider.id}.backup-compliance.${domainOf(from.address)}`;
  const now = world.now();
  const { subject, text } = portfolioMail(portfolio, place.folder);
  const content = await buildMail({ from, to, cc: [], subject, text, html: null, attachments: [], date: now, messageId, listId }, smtp.dkim);
  await outbox.outbox.enqueue({
    tenantId: provider.id,
    reportId: '',
    periodKey,
    edition,
    channel: 'smtp',
    audience: 'tenant',
    messageId,
    recipients,
    content,
    reduced: null,
    madeAt: now,
  });
  return deliverWaiting({ ...outbox, smtp, tenant: provider, operators: config.operators, signal }, world);
};

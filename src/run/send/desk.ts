import type { Outbox, OutboxEntry } from '../../archive/outbox.ts';
import type { ReadySmtp } from '../../config/config.ts';
import { UsageError } from '../../errors.ts';
import type { World } from '../../world.ts';
import { noArchive } from '../no-archive.ts';
import { openArchive, requireArchive } from '../open-archive.ts';
import { deliverDue, type DueRequest } from '../outbox/deliver-due.ts';
import { providerOf } from '../outbox/provider.ts';
import { troubleOf } from '../outbox/trouble.ts';
import type { SendContext, SendOutcome } from './contract.ts';

/** So many mails are listed, the newest first. */
const MOST_LISTED = 200;

const withOutbox = async <Result>({ config }: SendContext, work: (outbox: Outbox) => Promise<Result>): Promise<Result> => {
  if (config.archive === 'none') throw noArchive('send --list, --due, --resend and --confirm');
  requireArchive(config);
  const archive = await openArchive(config);
  if (archive === null) throw noArchive('send');
  try {
    return await work(archive.outbox);
  } finally {
    await archive.close();
  }
};

/** Whose mails are looked after: those of the chosen tenants, and where all are chosen, those over all of them. */
const ownersOf = ({ config, tenants }: SendContext): readonly DueRequest['tenant'][] =>
  tenants.length === config.tenants.length ? [...tenants, providerOf(config)] : tenants;

/** What the outbox knows of the chosen tenants. */
export const listMails = (context: SendContext): Promise<readonly OutboxEntry[]> =>
  withOutbox(context, (outbox) => outbox.list({ tenantIds: ownersOf(context).map(({ id }) => id), limit: MOST_LISTED }));

const deliverAll = async (outbox: Outbox, context: SendContext, smtp: ReadySmtp, world: Pick<World, 'now'>): Promise<SendOutcome> => {
  const { config, signal } = context;
  const mails: OutboxEntry[] = [];
  for (const tenant of ownersOf(context)) mails.push(...(await deliverDue({ outbox, tenant, operators: config.operators, smtp, signal }, world)));
  return { mails, missing: mails.flatMap((entry) => troubleOf(entry, { host: smtp.host, lasting: true })), errors: [] };
};

/** Sends what was put off and is due, and finds what a dead process left behind. */
export const sendDue = (context: SendContext, smtp: ReadySmtp, world: Pick<World, 'now'>): Promise<SendOutcome> =>
  withOutbox(context, (outbox) => deliverAll(outbox, context, smtp, world));

const WHICH = '"vdc-report send --list" shows all mails with their numbers.';

/** A mail of another tenant is as good as none. Throws UsageError. */
const findOwn = async (outbox: Outbox, id: number, context: SendContext): Promise<OutboxEntry> => {
  const entry = await outbox.find(id);
  if (entry !== null && ownersOf(context).some((tenant) => tenant.id === entry.tenantId)) return entry;
  throw new UsageError('no-such-mail', `There is no mail ${String(id)}.`, { hint: WHICH });
};

const checkReopening = (id: number, entry: OutboxEntry): void => {
  if (entry.recipients.some(({ state, code }) => (state === 'unknown' || state === 'failed') && code !== 'superseded')) return;
  const why = entry.state === 'sent' ? 'everybody has it' : entry.state === 'failed' ? 'a newer report took its place' : `it is ${entry.state}`;
  throw new UsageError('nothing-to-resend', `Mail ${String(id)} was not sent again: ${why}.`, { hint: WHICH });
};

/** Sends mails again to those of whom nobody knows whether they got it, or who did not. Throws UsageError, and then sends none. */
export const resend = (context: SendContext, ids: readonly number[], smtp: ReadySmtp, world: Pick<World, 'now'>): Promise<SendOutcome> =>
  withOutbox(context, async (outbox) => {
    for (const id of ids) checkReopening(id, await findOwn(outbox, id, context));
    for (const id of ids) await outbox.reopen(id, world.now());
    return deliverAll(outbox, context, smtp, world);
  });

const checkDoubt = (id: number, { state, recipients }: OutboxEntry): void => {
  if (recipients.some((each) => each.state === 'unknown')) return;
  throw new UsageError(
    'nothing-to-confirm',
    `Mail ${String(id)} was not confirmed: it is ${state}, and of nobody it is unknown whether they have it.`,
    {
      hint: WHICH,
    },
  );
};

/** Puts mails down as arrived of which nobody knew, on somebody's word. Throws UsageError, and then confirms none. */
export const confirm = (context: SendContext, ids: readonly number[], by: string, world: Pick<World, 'now'>): Promise<SendOutcome> =>
  withOutbox(context, async (outbox) => {
    for (const id of ids) checkDoubt(id, await findOwn(outbox, id, context));
    for (const id of ids) await outbox.confirm(id, { by, at: world.now() });
    const mails: OutboxEntry[] = [];
    for (const id of ids) mails.push(await findOwn(outbox, id, context));
    return { mails, missing: [], errors: [] };
  });

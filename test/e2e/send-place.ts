import type { SMTPServerOptions } from 'smtp-server';
import { z } from 'zod';
import { startMailServer, type Received } from '../deliver/support/mail-servers.ts';
import { AS_OF, configure, openFolder, openSource, PERIOD, tenantAt } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';

export const NOW = Date.parse(AS_OF);
export const EMAIL = { to: ['Backup team <backup@contoso.example>', 'second@contoso.example'], bcc: ['hidden@contoso.example'] };
export const EVERYBODY = ['backup@contoso.example', 'hidden@contoso.example', 'second@contoso.example'];
export const FROM = 'Backup reports <reports@sender.example>';

export type Place = { readonly folder: string; readonly received: readonly Received[] };

export const openPlace = async (options: SMTPServerOptions = {}, changes: Readonly<Record<string, unknown>> = {}): Promise<Place> => {
  const simulator = await openSource();
  const { port, received } = await startMailServer(options);
  const folder = await openFolder();
  const smtp = { host: '127.0.0.1', port, tls: 'none', from: FROM };
  await configure(folder, [tenantAt(simulator.url, { email: EMAIL })], {
    archive: './vdc-report.db',
    smtp,
    report: { formats: ['html'] },
    ...changes,
  });
  return { folder, received };
};

export const type = (folder: string, line: string, at = NOW) => typeAt(folder, at, line.split(' '));

export const summary = z.object({
  mails: z.array(
    z.object({
      id: z.number(),
      state: z.string(),
      nextAttemptAt: z.string().nullable(),
      recipients: z.array(z.object({ address: z.string(), state: z.string(), reply: z.string().nullable() })),
      attempts: z.array(z.object({ state: z.string() })),
    }),
  ),
  missing: z.array(z.string()),
});
export const listed = async (folder: string) => summary.parse(JSON.parse((await type(folder, 'send --list --json')).out)).mails;
export const statesOf = async (folder: string) =>
  (await listed(folder)).map(({ recipients }) => Object.fromEntries(recipients.map(({ address, state }) => [address.replace(/@.*/, ''), state])));

export const RUN = `run --period ${PERIOD} --json`;

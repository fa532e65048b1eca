import type { ReadySmtp, TenantConfig } from '../../config/config.ts';
import { mayGetMail } from '../../config/mailbox.ts';
import { earlierBundle } from '../../deliver/folder.ts';
import { UsageError, UserError } from '../../errors.ts';
import type { Instant } from '../../model/instant.ts';
import type { Mailbox } from '../../model/mailbox.ts';
import type { Report } from '../../model/report.ts';
import { loadAssets } from '../../render/html/assets.ts';
import { prepareMail, type PreparedMail } from '../mail.ts';
import { renderings } from '../rendering.ts';
import type { SendContext, Wanted } from './contract.ts';
import { loadFinished, type FinishedReport } from './load-bundle.ts';

/** A finished report with its mail, and the tenant with those recipients who are to get it. */
export type ReadyToSend = { readonly report: Report; readonly mail: PreparedMail; readonly tenant: TenantConfig };

const pathOf = async (wanted: Wanted): Promise<string> => {
  if ('path' in wanted) return wanted.path;
  const { tenant, periodKey, root } = wanted;
  const found = await earlierBundle({ root, tenantId: tenant.id, periodKey });
  if (found !== null) return found.folder;
  throw new UserError('no-report', `Tenant ${tenant.id}: there is no report of ${periodKey} below ${root}.`, {
    hint: 'Make it with "vdc-report run" or "vdc-report report", or name its folder.',
  });
};

const ownerOf = ({ report, path }: FinishedReport, { config }: SendContext): TenantConfig => {
  const tenant = config.tenants.find(({ id }) => id === report.tenant.id);
  if (tenant !== undefined) return tenant;
  throw new UsageError('unknown-tenant', `${path} is a report of ${report.tenant.id}, and the configuration has no such tenant.`, {
    hint: 'Name the configuration that the report was made with, after --config.',
  });
};

/** Who gets it: those whom the tenant itself names, or for a test those who were named for it. */
const addressed = (tenant: TenantConfig, to: readonly Mailbox[] | null): TenantConfig => {
  const { domains } = tenant.email;
  const stranger = (to ?? []).find(({ address }) => !mayGetMail(address, domains));
  if (stranger !== undefined)
    throw new UsageError(
      'mail-domain',
      `Mail of tenant ${tenant.id} may not go to ${stranger.address}: its email.domains names ${domains?.join(', ') ?? ''}.`,
      {
        hint: 'Nothing was sent. Add the domain to email.domains of the tenant, or choose another address.',
      },
    );
  if (to !== null) return { ...tenant, email: { to, cc: [], bcc: [], domains } };
  if (tenant.email.to.length > 0) return tenant;
  throw new UsageError('mail-no-recipient', `Tenant ${tenant.id} has no recipients.`, {
    hint: 'Name them under email.to of the tenant, or with --to.',
  });
};

export type Addressing = { readonly smtp: ReadySmtp; readonly to: readonly Mailbox[] | null; readonly now: Instant };

/** The mail of a finished report: the one that was made with it, unless recipients or sender have changed since. Throws UserError. */
export const prepareFinished = async (wanted: Wanted, context: SendContext, { smtp, to, now }: Addressing): Promise<ReadyToSend> => {
  const finished = await loadFinished(await pathOf(wanted));
  const { report, pdf, branding } = finished;
  const tenant = addressed(ownerOf(finished, context), to);
  const look = branding === undefined ? context.brandings.get(tenant.id) : (branding ?? undefined);
  const rendering = (await renderings(await loadAssets(), [tenant.report.templates]))(tenant.report.templates);
  // Mail servers drop what bears an id that they know: each test is a mail of its own.
  const about = { report, branding: look, ...(to === null ? {} : { test: now }) };
  return { report, tenant, mail: await prepareMail(about, tenant, smtp, rendering.email, pdf) };
};

import type { ReadySmtp, ReadyTenant } from '../config/config.ts';
import { SMTP_TIMEOUTS } from '../deliver/smtp-options.ts';
import type { Delivery } from '../deliver/smtp.ts';
import { UserError } from '../errors.ts';
import type { Branding } from '../model/branding.ts';
import type { Mailbox } from '../model/mailbox.ts';
import { isListUnread } from '../model/is-list-unread.ts';
import type { Report } from '../model/report.ts';
import type { EmailRenderer } from '../render/email/index.ts';
import { buildMail, messageIdOf } from '../render/email/mime.ts';

/** The mail as it stands in email.eml, and who gets it. */
export type PreparedMail = { readonly from: string; readonly to: readonly string[]; readonly raw: Uint8Array; readonly messageId: string };

/** Where no sender is configured the file still needs one; such a mail is never sent. */
const NOBODY: Mailbox = { name: 'vdc-report', address: 'vdc-report@localhost.invalid' };

/** Same report, same recipients, same bytes. */
export const prepareMail = async (
  { report, branding }: { readonly report: Report; readonly branding: Branding | undefined },
  { email }: ReadyTenant,
  smtp: ReadySmtp | null,
  render: EmailRenderer,
  pdf: Uint8Array | null,
): Promise<PreparedMail> => {
  const from = smtp?.from ?? NOBODY;
  const to = [...email.to, ...email.cc, ...email.bcc].map(({ address }) => address);
  const messageId = messageIdOf({ reportId: report.reportId, recipients: to, from: from.address });
  const { subject, html, text, images } = render(report, { attached: pdf !== null, branding });
  const raw = await buildMail({
    from,
    to: email.to,
    cc: email.cc,
    subject,
    html,
    text,
    images,
    attachments:
      pdf === null ? [] : [{ name: `backup-compliance-${report.tenant.id}-${report.period.key}.pdf`, type: 'application/pdf', bytes: pdf }],
    date: Date.parse(report.asOf),
    messageId,
    listId: `${report.tenant.id}.backup-compliance.${from.address.slice(from.address.lastIndexOf('@') + 1)}`,
  });
  return { from: from.address, to, raw, messageId };
};

export type Sent = { readonly delivery: 'none' | 'sent' | 'failed' | 'unknown'; readonly missing: readonly string[] };

const NOTHING_SENT: Sent = { delivery: 'none', missing: [] };

const sentence = (tenantId: string, smtp: ReadySmtp, delivery: Delivery): string => {
  const said = delivery.reply === null ? '' : ` The server said: ${delivery.reply}`;
  if (delivery.state === 'unknown')
    return `Tenant ${tenantId}: it is not known whether ${smtp.host} delivered the mail; it was not sent again.${said} Ask a recipient before you send it by hand.`;
  if (delivery.state === 'partial')
    return `Tenant ${tenantId}: ${smtp.host} refused ${delivery.rejected.map(({ address, reply }) => `${address} (${reply})`).join(', ')}; the others got the mail.`;
  return `Tenant ${tenantId}: the mail could not be sent through ${smtp.host} (${delivery.code ?? 'failed'}).${said} The mail lies in email.eml.`;
};

/** Why the mail is not sent although it could be: nothing that says nothing goes to a customer. */
const heldBack = (report: Report): string | null =>
  isListUnread(report) ? `Tenant ${report.tenant.id}: the mail was held back, because nothing could be collected.` : null;

const send = async (mail: PreparedMail, smtp: ReadySmtp, tenantId: string, signal: AbortSignal): Promise<Sent> => {
  const { host, port, tls, user, password, ca } = smtp;
  const { sendMail } = await import('../deliver/smtp.ts');
  try {
    const delivery = await sendMail(mail, { host, port, tls, user, password, ca, timeouts: SMTP_TIMEOUTS }, signal);
    const state = delivery.state === 'partial' ? 'sent' : delivery.state;
    return { delivery: state, missing: delivery.state === 'sent' ? [] : [sentence(tenantId, smtp, delivery)] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { delivery: 'failed', missing: [[`Tenant ${tenantId}: ${error.message}`, error.hint].filter((part) => part !== null).join(' ')] };
  }
};

/** Sends the mail where a server and recipients are configured. */
export const deliver = async (report: Report, mail: PreparedMail, smtp: ReadySmtp | null, signal: AbortSignal): Promise<Sent> => {
  if (smtp === null || mail.to.length === 0) return NOTHING_SENT;
  const reason = heldBack(report);
  return reason === null ? send(mail, smtp, report.tenant.id, signal) : { delivery: 'none', missing: [reason] };
};

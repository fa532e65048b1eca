import type { ReadySmtp, TenantConfig } from '../config/config.ts';
import type { Branding } from '../model/branding.ts';
import type { Instant } from '../model/instant.ts';
import type { Mailbox } from '../model/mailbox.ts';
import type { Report } from '../model/report.ts';
import type { EmailRenderer } from '../render/email/index.ts';
import { buildMail, messageIdOf } from '../render/email/mime.ts';

/** The mail as it stands in email.eml, and who gets it. */
export type PreparedMail = {
  readonly from: string;
  /** Everybody, also those whom the others do not see. */
  readonly to: readonly string[];
  readonly raw: Uint8Array;
  readonly messageId: string;
  readonly subject: string;
  /** Whether the PDF goes along. */
  readonly attached: boolean;
};

export type MailSubject = {
  readonly report: Report;
  readonly branding: Branding | undefined;
  /** When somebody tries a mail out: it is none of those that the report has. */
  readonly test?: Instant;
};

/** Where no sender is configured the file still needs one; such a mail is never sent. */
const NOBODY: Mailbox = { name: 'vdc-report', address: 'vdc-report@localhost.invalid' };

/** Same report, same recipients, same bytes. */
export const prepareMail = async (
  { report, branding, test }: MailSubject,
  { email }: Pick<TenantConfig, 'email'>,
  smtp: ReadySmtp | null,
  render: EmailRenderer,
  pdf: Uint8Array | null,
): Promise<PreparedMail> => {
  const from = smtp?.from ?? NOBODY;
  const to = [...email.to, ...email.cc, ...email.bcc].map(({ address }) => address);
  const messageId = messageIdOf({
    reportId: test === undefined ? report.reportId : `${report.reportId} ${String(test)}`,
    recipients: to,
    from: from.address,
  });
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
  return { from: from.address, to, raw, messageId, subject, attached: pdf !== null };
};

import type { ReadySmtp, TenantConfig } from '../config/config.ts';
import type { Branding } from '../model/branding.ts';
import type { Instant } from '../model/instant.ts';
import { domainOf, type Mailbox } from '../model/mailbox.ts';
import type { Report } from '../model/report.ts';
import type { EmailRenderer } from '../render/email/index.ts';
import type { MailOptions } from '../render/email/view.ts';
import { buildMail, messageIdOf, type Attachment, type MailContent } from '../render/email/mime.ts';

/** The mail as it stands in email.eml, and who gets it. */
export type PreparedMail = {
  readonly from: string;
  /** Everybody, also those whom the others do not see. */
  readonly to: readonly string[];
  readonly raw: Uint8Array;
  /** The same without the PDF, which it says, for a server that takes no more; null: there is nothing to leave out. */
  readonly reduced: Uint8Array | null;
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
  /** It goes to the operators in place of its recipients. */
  readonly heldBack?: boolean;
};

/** Where no sender is configured the file still needs one; such a mail is never sent. */
const NOBODY: Mailbox = { name: 'vdc-report', address: 'vdc-report@localhost.invalid' };

type Letter = Omit<MailContent, 'subject' | 'html' | 'text' | 'images' | 'attachments'>;

const letterOf = ({ report, test }: MailSubject, { email }: Pick<TenantConfig, 'email'>, from: Mailbox, to: readonly string[]): Letter => ({
  from,
  to: email.to,
  cc: email.cc,
  date: Date.parse(report.asOf),
  messageId: messageIdOf({
    reportId: test === undefined ? report.reportId : `${report.reportId} ${String(test)}`,
    recipients: to,
    from: from.address,
  }),
  listId: `${report.tenant.id}.backup-compliance.${domainOf(from.address)}`,
});

const pdfOf = ({ tenant, period }: Report, bytes: Uint8Array): Attachment => ({
  name: `backup-compliance-${tenant.id}-${period.key}.pdf`,
  type: 'application/pdf',
  bytes,
});

/** Same report, same recipients, same bytes. A PDF that is too large for the configured limit does not go along, and the mail says so. */
export const prepareMail = async (
  about: MailSubject,
  tenant: Pick<TenantConfig, 'email'>,
  smtp: ReadySmtp | null,
  render: EmailRenderer,
  pdf: Uint8Array | null,
): Promise<PreparedMail> => {
  const { report, branding, heldBack = false } = about;
  const { email } = tenant;
  const from = smtp?.from ?? NOBODY;
  const to = [...email.to, ...email.cc, ...email.bcc].map(({ address }) => address);
  const letter = letterOf(about, tenant, from, to);
  const write = (how: Pick<MailOptions, 'attached' | 'tooLarge'>, attachments: readonly Attachment[]): Promise<Uint8Array> =>
    buildMail({ ...letter, ...render(report, { ...how, heldBack, branding }), attachments }, smtp?.dkim ?? null);
  const { subject } = render(report, { attached: false, branding });
  const common = { from: from.address, to, messageId: letter.messageId, subject };
  if (pdf === null) return { ...common, raw: await write({ attached: false }, []), reduced: null, attached: false };
  const reduced = await write({ attached: false, tooLarge: true }, []);
  const raw = await write({ attached: true }, [pdfOf(report, pdf)]);
  const fits = smtp === null || smtp.maxSize === null || raw.byteLength <= smtp.maxSize;
  return fits ? { ...common, raw, reduced, attached: true } : { ...common, raw: reduced, reduced: null, attached: false };
};

import MimeNode from 'nodemailer/lib/mime-node';
import type { DkimKey } from '../../model/dkim.ts';
import type { Instant } from '../../model/instant.ts';
import { domainOf, type Mailbox } from '../../model/mailbox.ts';
import { sha256 } from '../../model/sha256.ts';
import { signMail } from './dkim.ts';
import { addressHeader, textHeader } from './mime-headers.ts';

export type Attachment = {
  readonly name: string;
  /** `application/pdf`. */
  readonly type: string;
  readonly bytes: Uint8Array;
};

/** A picture that the HTML part shows as `cid:<id>`. */
export type InlineImage = Attachment & { readonly id: string };

/** A mail to be written. There is no Bcc: who gets a hidden copy stands in the envelope alone. */
export type MailContent = {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  /** Null: a mail of text alone, without attachments. */
  readonly html: string | null;
  readonly text: string;
  readonly images?: readonly InlineImage[];
  readonly attachments: readonly Attachment[];
  readonly date: Instant;
  /** As `messageIdOf` gives it, in angle brackets. */
  readonly messageId: string;
  /** `contoso.backup-reports.example`: letters, digits, dots, hyphens and underscores; any other becomes a hyphen. */
  readonly listId: string;
};

const MESSAGE_ID = /^<[^\s<>@\p{Cc}]+@[^\s<>@\p{Cc}]+>$/u;
const MEDIA_TYPE = /^[a-z0-9]+\/[a-z0-9.+-]+$/;
const NO_OUTSIDE = { disableFileAccess: true, disableUrlAccess: true };

/** The same for the same report and the same recipients, in whatever order and case; different for any other. */
export const messageIdOf = (mail: { reportId: string; recipients: readonly string[]; from: string }): string => {
  const recipients = [...new Set(mail.recipients.map((address) => address.toLowerCase()))].toSorted();
  return `<${sha256(JSON.stringify([mail.reportId, recipients])).slice(0, 40)}.vdc-report@${domainOf(mail.from)}>`;
};

/** How many bytes an attachment adds to the mail: base64, in lines of 76 characters. */
export const encodedSize = (bytes: number): number => {
  const characters = Math.ceil(bytes / 3) * 4;
  return characters + 2 * Math.ceil(characters / 76);
};

/** Equal contents give equal boundaries; `=_` can stand in neither quoted-printable nor base64, so no content holds one. */
const boundaryOf = (mail: MailContent): string => {
  const { images = [], ...rest } = mail;
  const attachments = mail.attachments.map(({ name, type, bytes }) => [name, type, sha256(bytes)]);
  const shown = images.length === 0 ? {} : { images: images.map(({ id, type, bytes }) => [id, type, sha256(bytes)]) };
  return sha256(JSON.stringify({ ...rest, attachments, ...shown })).slice(0, 32);
};

/** An address header without an address would not be valid: a mail that is only filed has none. */
const recipientHeader = (name: 'To' | 'Cc', mailboxes: readonly Mailbox[]): readonly string[] =>
  mailboxes.length === 0 ? [] : [addressHeader(name, mailboxes)];

const headerLines = (mail: MailContent): readonly string[] => [
  addressHeader('From', [mail.from]),
  ...recipientHeader('To', mail.to),
  ...recipientHeader('Cc', mail.cc),
  textHeader('Subject', mail.subject),
  'Auto-Submitted: auto-generated',
  'X-Auto-Response-Suppress: All',
  `List-Id: <${mail.listId.replace(/[^A-Za-z0-9._-]/g, '-')}>`,
];

const withCrlf = (text: string): string => text.toWellFormed().replace(/\r\n?|\n/g, '\r\n');

const addText = (parent: MimeNode, type: 'text/plain' | 'text/html', text: string): void => {
  parent
    .createChild(`${type}; charset=utf-8`, NO_OUTSIDE)
    .setHeader('Content-Transfer-Encoding', 'quoted-printable')
    .setContent(Buffer.from(withCrlf(text)));
};

/** Beside the HTML that shows them: one whole, so that they are not taken for attachments. */
const addHtml = (parent: MimeNode, html: string, images: readonly InlineImage[]): void => {
  if (images.length === 0) {
    addText(parent, 'text/html', html);
    return;
  }
  const related = parent.createChild('multipart/related; type="text/html"', NO_OUTSIDE);
  addText(related, 'text/html', html);
  for (const { id, name, type, bytes } of images)
    related
      .createChild(type, { ...NO_OUTSIDE, filename: name })
      .setHeader({ 'Content-Disposition': 'inline', 'Content-ID': `<${id}>`, 'Content-Transfer-Encoding': 'base64' })
      .setContent(Buffer.from(bytes));
};

const addAttachment = (parent: MimeNode, { name, type, bytes }: Attachment): void => {
  if (!MEDIA_TYPE.test(type)) throw new Error(`Not a media type: ${JSON.stringify(type)}`);
  parent
    .createChild(type, { ...NO_OUTSIDE, filename: name.replace(/[^A-Za-z0-9._-]+/g, '-') })
    .setHeader({ 'Content-Disposition': 'attachment', 'Content-Transfer-Encoding': 'base64' })
    .setContent(Buffer.from(bytes));
};

const withIds = (root: MimeNode, mail: MailContent): MimeNode => root.setHeader('Date', new Date(mail.date)).setHeader('Message-ID', mail.messageId);

const textAlone = (mail: MailContent): MimeNode => {
  const root = new MimeNode('text/plain; charset=utf-8', { ...NO_OUTSIDE, newline: 'win' });
  root.setHeader('Content-Transfer-Encoding', 'quoted-printable').setContent(Buffer.from(withCrlf(mail.text)));
  return withIds(root, mail);
};

const bodyOf = (mail: MailContent): MimeNode => {
  if (mail.html === null) return textAlone(mail);
  const options = { ...NO_OUTSIDE, newline: 'win', boundaryPrefix: '=_', baseBoundary: boundaryOf(mail) };
  const attached = mail.attachments.length > 0;
  const root = new MimeNode(attached ? 'multipart/mixed' : 'multipart/alternative', options);
  const texts = attached ? root.createChild('multipart/alternative', NO_OUTSIDE) : root;
  addText(texts, 'text/plain', mail.text);
  addHtml(texts, mail.html, mail.images ?? []);
  for (const attachment of mail.attachments) addAttachment(root, attachment);
  return withIds(root, mail);
};

/**
 * email.eml: the bytes that are sent and filed. The same input gives the same bytes, all lines end in CRLF and none is
 * longer than 998. Where a key is given they are signed. Throws an Error for addresses, ids and media types that should have been checked before.
 */
export const buildMail = async (mail: MailContent, dkim: DkimKey | null = null): Promise<Uint8Array> => {
  if (!MESSAGE_ID.test(mail.messageId)) throw new Error(`Not a message id: ${JSON.stringify(mail.messageId)}`);
  const head = Buffer.from(`${headerLines(mail).join('\r\n')}\r\n`);
  const raw = Buffer.concat([head, await bodyOf(mail).build()]);
  return dkim === null ? raw : signMail(raw, dkim);
};

import { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer';
import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import { converse, gaveUp, type Conversation } from './smtp-conversation.ts';
import { failureOf, isRefusal, replyCleaner } from './smtp-failure.ts';
import type { MailFailureCode } from './smtp-failure.ts';
import { checkMail, checkOptions } from './smtp-options.ts';
import type { OutgoingMail, SmtpOptions } from './smtp-options.ts';

/**
 * What became of a mail. `unknown`: the server had all of it and gave no answer; it may have been delivered, and must not
 * be sent again unasked. `accepted` is empty unless the server took the message.
 */
export type Delivery = {
  readonly state: 'sent' | 'partial' | 'failed' | 'unknown';
  readonly accepted: readonly string[];
  readonly rejected: readonly { readonly address: string; readonly reply: string; readonly temporary: boolean }[];
  /** The server's last word, or the system's. Untrusted text, one line. */
  readonly reply: string | null;
  readonly messageId: string;
  /** Null when the mail was sent to all. */
  readonly code: MailFailureCode | null;
  /** Worth another attempt later. Never where the state is `unknown`. */
  readonly temporary: boolean;
};

const CHUNK = 16 * 1024;

/** Another process sends the mail: not another byte of it may leave this one. */
class NotOurs extends Error {}

export type SendOptions = {
  /** Called before the last bytes go out: from then on nobody can say that the mail did not arrive. False: they must not. */
  readonly handOver?: () => Promise<boolean>;
  readonly signal?: AbortSignal;
};

/** The result, and how far the message had got: once all of it was handed over, silence says nothing. */
type Attempt = Conversation<SMTPConnectionSendInfo> & { readonly handedOver: boolean };

/** One conversation in which the mail is sent. */
const attemptOf = async (mail: OutgoingMail, smtp: SmtpOptions, { handOver, signal }: SendOptions): Promise<Attempt> => {
  let handedOver = false;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < mail.raw.byteLength; at += CHUNK) {
      if (at + CHUNK >= mail.raw.byteLength) {
        // Without its last bytes no server takes a message.
        if ((await handOver?.()) === false) throw new NotOurs('the mail was taken over by another process');
        handedOver = true;
      }
      yield mail.raw.subarray(at, at + CHUNK);
    }
  }
  const conversation = await converse<SMTPConnectionSendInfo>(smtp, signal, (connection, { finish, fail }) => {
    const envelope = { from: mail.from, to: [...mail.to], size: mail.raw.byteLength };
    const message = Readable.from(chunks(), { objectMode: false, highWaterMark: CHUNK });
    message.once('error', (error) => (error instanceof NotOurs ? finish(gaveUp('interrupted')) : fail(error)));
    connection.send(envelope, message, (error, info) => finish(error === null ? { info } : { error }));
  });
  return { ...conversation, handedOver };
};

type Clean = (text: string) => string;

const rejections = (errors: readonly NodemailerError[] | undefined, clean: Clean): Delivery['rejected'] =>
  (errors ?? []).map((error) => ({
    address: error.recipient ?? '',
    reply: clean(error.response ?? error.message),
    temporary: failureOf(error, clean).temporary,
  }));

const taken = (info: SMTPConnectionSendInfo, messageId: string, clean: Clean): Delivery => {
  const rejected = rejections(info.rejectedErrors, clean);
  const partial = rejected.length > 0;
  return {
    state: partial ? 'partial' : 'sent',
    accepted: info.accepted,
    rejected,
    reply: clean(info.response),
    messageId,
    code: partial ? 'recipients-refused' : null,
    temporary: partial && rejected.every((each) => each.temporary),
  };
};

const deliveryOf = (attempt: Attempt, messageId: string, clean: Clean): Delivery => {
  if ('info' in attempt && attempt.handedOver) return taken(attempt.info, messageId, clean);
  // A server that accepts before it has everything cannot be believed.
  if ('info' in attempt) return { ...lost(clean(attempt.info.response), messageId), state: 'unknown' };
  const failure = 'failure' in attempt ? attempt.failure : failureOf(attempt.error, clean);
  const unknown = attempt.handedOver && !('error' in attempt && isRefusal(attempt.error));
  return {
    ...lost(failure.reply, messageId),
    state: unknown ? 'unknown' : 'failed',
    rejected: 'error' in attempt ? rejections(attempt.error.rejectedErrors, clean) : [],
    code: failure.code,
    temporary: failure.temporary && !unknown,
  };
};

const lost = (reply: string | null, messageId: string) => ({
  accepted: [],
  rejected: [],
  reply,
  messageId,
  code: 'protocol' as const,
  temporary: false,
});

/**
 * Sends exactly the bytes of `mail.raw` over one connection, once, without a retry. What the server or the network makes
 * of it is returned; a UserError is thrown only for options and addresses with which nothing must be sent.
 */
export const sendMail = async (mail: OutgoingMail, smtp: SmtpOptions, options: SendOptions = {}): Promise<Delivery> => {
  checkOptions(smtp);
  checkMail(mail);
  return deliveryOf(await attemptOf(mail, smtp, options), mail.messageId, replyCleaner(smtp.user, smtp.token ?? smtp.password));
};

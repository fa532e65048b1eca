import { converse } from './smtp-conversation.ts';
import { failureOf, replyCleaner, type MailFailure } from './smtp-failure.ts';
import { checkOptions, type SmtpOptions } from './smtp-options.ts';

/**
 * Connects, encrypts and logs in exactly as for a mail, and sends none. Null: all of it worked. A UserError is thrown only for
 * options with which nothing must be sent.
 */
export const tryLogin = async (smtp: SmtpOptions, signal: AbortSignal): Promise<MailFailure | null> => {
  checkOptions(smtp);
  const result = await converse<null>(smtp, signal, (connection, { finish }) => {
    connection.quit();
    finish({ info: null });
  });
  if ('info' in result) return null;
  return 'failure' in result ? result.failure : failureOf(result.error, replyCleaner(smtp.user, smtp.token ?? smtp.password));
};

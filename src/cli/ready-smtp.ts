import type { ReadySmtp, SmtpConfig } from '../config/config.ts';
import type { Shell } from './shell.ts';

/** The mail server with its password, which this shell will never print. Throws UsageError where it is missing. */
export const readySmtp = async (smtp: SmtpConfig, shell: Shell): Promise<ReadySmtp> => {
  const { resolveSmtp } = await import('../config/secrets.ts');
  const { value, notices } = await resolveSmtp(smtp, shell.world.env);
  if (value.password !== null) shell.hide(value.password);
  notices.forEach((notice) => shell.tell(`Note: ${notice}`));
  return value;
};

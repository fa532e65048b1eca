import { SMTP_TIMEOUTS } from '../../../src/deliver/smtp-options.ts';
import type { SmtpOptions } from '../../../src/deliver/smtp-options.ts';
import { TEST_CA } from './mail-servers.ts';

export const PASSWORD = 'correct horse battery';
export const raw = Buffer.from('Subject: test\r\n\r\n.a dot first\r\n..two\r\nend\r\n');
export const mail = { from: 'reports@sender.example', to: ['a@x.example', 'b@x.example', 'c@x.example'], raw, messageId: '<1@sender.example>' };

export const plain = (port: number): SmtpOptions => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  user: null,
  password: null,
  ca: null,
  timeouts: SMTP_TIMEOUTS,
});
export const starttls = (port: number): SmtpOptions => ({ ...plain(port), tls: 'required', ca: TEST_CA });
export const withLogin = (port: number): SmtpOptions => ({ ...starttls(port), user: 'reports', password: PASSWORD });

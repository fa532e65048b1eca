import { describe, expect, it } from 'vitest';
import { checkOptions, SMTP_TIMEOUTS } from '../../src/deliver/smtp-options.ts';
import { isLoopback } from '../../src/model/loopback.ts';

describe('this machine', () => {
  it.each(['localhost', '127.0.0.1', '127.255.255.254', '127.0.0.0', '::1', '[::1]'])('is %s', (host) => expect(isLoopback(host)).toBe(true));

  it.each([
    '',
    '127.0.0.256',
    '127.0.0',
    '127.0.0.1.example',
    '127.0.0.1\n',
    '128.0.0.1',
    '1127.0.0.1',
    '127.0.0.01.1',
    'localhost.example',
    'my-localhost',
    '::',
    '::1%eth0',
    '0.0.0.0',
  ])('is not %j', (host) => expect(isLoopback(host)).toBe(false));

  it('is the same to whoever asks', () => {
    const smtp = { port: 25, tls: 'none', user: null, password: null, ca: null, timeouts: SMTP_TIMEOUTS } as const;
    expect(() => checkOptions({ ...smtp, host: '[::1]' })).not.toThrow();
    expect(() => checkOptions({ ...smtp, host: '127.0.0.256' })).toThrow('would travel unencrypted');
  });
});

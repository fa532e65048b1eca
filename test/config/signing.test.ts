import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/config/check-config.ts';
import { ConfigError } from '../../src/config/mistake.ts';

const check = (text: string) => checkConfig(text, { folder: '/etc/vdc', locales: ['en'] });

const lines = (text: string): readonly string[] => {
  const checked = check(text);
  return checked.ok
    ? []
    : new ConfigError('f', checked.mistakes).message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
};

const TENANT = '{ id: a, baseUrl: https://h.example/v1, apiKey: { env: KEY } }';
const around = (more: string): string => `timezone: UTC\ntenants:\n  - ${TENANT}\n${more}`;

describe('signing', () => {
  const secret = '{ env: VARIABLE } or { file: PATH }, so that the secret itself stands in no file that is shared';
  const parts = 'a mapping with key, timestamp or pdf, such as { key: { file: ./signing.pem } }';

  it.each([
    ['signing: {}', [`f:4:10 signing: found a mapping of another form (not shown); expected ${parts}`]],
    [
      'signing:\n  timestamp: { url: "ftp://tsa.example", timeout: 1h, ca: ./x }\n  pdf: { certificate: ./report.p12, password: hunter22 }',
      [
        'f:5:21 signing.timestamp.url: found "ftp://tsa.example"; expected an https or http URL without user name, query and fragment',
        'f:5:51 signing.timestamp.timeout: found "1h"; expected a duration from 100ms to 5m, such as 30s, 5m or PT30S',
        'f:5:55 signing.timestamp.ca: unknown key; known here: url, timeout, caFile',
        'f:6:23 signing.pdf.certificate: found a literal value (not shown); expected { file: PATH }, so that the secret itself stands in no file that is shared',
        `f:6:47 signing.pdf.password: found a literal value (not shown); expected ${secret}`,
      ],
    ],
    [
      'signing: { timestamp: { url: "http://user:hunter2@tsa.example/?key=hunter2" }, pdf: {} }',
      [
        'f:4:30 signing.timestamp.url: found "http://…@tsa.example/?…"; expected an https or http URL without user name, query and fragment',
        'f:4:80 signing.pdf.certificate: missing; expected { file: PATH }',
        'f:4:80 signing.pdf.password: missing; expected { env: VARIABLE } or { file: PATH }',
      ],
    ],
  ])('%j is refused, every mistake in its place, and no secret is repeated', (written, expected) => {
    const said = lines(around(written));
    expect(said).toEqual(expected);
    expect(said.join()).not.toContain('hunter');
  });

  it('is read with paths beside the configuration; plain http is allowed for time stamps alone', () => {
    const checked = check(
      around('signing: { timestamp: { url: "http://tsa.example/tsr" }, pdf: { certificate: { file: ./r.p12 }, password: { file: ./pw } } }'),
    );
    expect(checked.ok && checked.config.signing).toEqual({
      key: null,
      timestamp: { url: 'http://tsa.example/tsr', timeout: 10_000, caFile: null },
      pdf: { certificate: '/etc/vdc/r.p12', password: { file: '/etc/vdc/pw' } },
    });
  });
});

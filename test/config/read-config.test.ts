import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/config/check-config.ts';
import type { Config } from '../../src/config/config.ts';
import { ConfigError } from '../../src/config/mistake.ts';
import { HOUR, MINUTE } from '../../src/model/instant.ts';

const check = (text: string) => checkConfig(text, { folder: '/etc/vdc', locales: ['en'] });

const accepted = (text: string): Config => {
  const checked = check(text);
  if (!checked.ok) throw new ConfigError('f', checked.mistakes);
  return checked.config;
};

const TENANT = '{ id: a, baseUrl: https://h.example/v1, apiKey: { env: KEY } }';
const around = (more: string, tenant = TENANT): string => `timezone: UTC\ntenants:\n  - ${tenant}\n${more}`;

describe('what is read', () => {
  it('has the defaults of the specification', () => {
    const { policy, tenants, report, smtp, output, archive, locale } = accepted(around(''));
    expect(policy).toEqual({
      name: null,
      rpo: 24 * HOUR,
      grace: 2 * HOUR,
      recoveryPoints: ['success', 'warning'],
      targets: { rpoCompliance: 0.99, successRate: 0.95 },
      persistentAfter: 3,
      cadence: null,
      jobs: [],
      waivers: [],
    });
    expect({ smtp, output, archive, locale }).toEqual({ smtp: null, output: '/etc/vdc/reports', archive: '/etc/vdc/vdc-report.db', locale: 'en' });
    expect(report).toMatchObject({ formats: ['html', 'pdf', 'json', 'csv', 'junit', 'markdown'], paper: 'A4', logs: 'problems' });
    expect(tenants[0]).toMatchObject({ name: 'a', auth: { header: 'X-API-Key', scheme: null }, concurrency: 4, maxBody: 67108864, timezone: 'UTC' });
  });

  it('completes half-written targets of a rule from the policy', () => {
    const { policy } = accepted(
      around(
        'policy:\n  targets: { successRate: 90% }\n  jobs:\n    - { match: "Ex*", rpo: 1h30m, targets: { rpoCompliance: 0.5 }, cron: "0 2 * * 1-5" }\n',
      ),
    );
    expect(policy.targets).toEqual({ rpoCompliance: 0.99, successRate: 0.9 });
    expect(policy.jobs).toEqual([
      {
        match: 'Ex*',
        rpo: 90 * MINUTE,
        targets: { rpoCompliance: 0.5, successRate: 0.9 },
        cadence: { kind: 'cron', cron: '0 2 * * 1-5', timezone: 'UTC' },
      },
    ]);
  });

  it("puts a tenant's own values over the common ones", () => {
    const own = `{ id: a, baseUrl: https://h.example, apiKey: { file: key }, auth: { scheme: Bearer }, timezone: Asia/Tokyo,
      policy: { rpo: PT12H, every: 12h, jobs: [{ match: own, grace: 0h }], waivers: [{ id: w, job: j, from: 2026-10-01, to: 2026-10-02T00:00:00Z, reason: r, approver: p, approvedAt: 2026-10-01T09:00 }] },
      report: { paper: Letter } }`;
    const [tenant] = accepted(
      around('policy: { name: P, grace: 1h, jobs: [{ match: common, rpo: 1h }] }\nreport: { formats: [html, html], logs: all }\n', own),
    ).tenants;
    expect(tenant).toMatchObject({
      apiKey: { file: '/etc/vdc/key' },
      auth: { header: 'Authorization', scheme: 'Bearer' },
      report: { paper: 'Letter', formats: ['html'], logs: 'all' },
      policy: {
        name: 'P',
        rpo: 12 * HOUR,
        grace: HOUR,
        cadence: { kind: 'every', interval: 12 * HOUR },
        jobs: [
          { match: 'own', grace: 0 },
          { match: 'common', rpo: HOUR },
        ],
        waivers: [
          {
            from: Date.parse('2026-09-30T15:00:00Z'),
            to: Date.parse('2026-10-02T00:00:00Z'),
            approvedAt: Date.parse('2026-10-01T00:00:00Z'),
            expires: null,
          },
        ],
      },
    });
  });

  it('reads mailboxes with and without names, and a mail server', () => {
    const { smtp } = accepted(around('smtp: { host: localhost, tls: none, from: Backup reports <reports@example> }'));
    expect(smtp).toEqual({
      host: 'localhost',
      port: 587,
      timeout: 120_000,
      maxSize: null,
      oauth2: null,
      dkim: null,
      tls: 'none',
      user: null,
      password: null,
      caFile: null,
      from: { name: 'Backup reports', address: 'reports@example' },
    });
    expect(accepted(around('smtp: { host: h, tls: implicit, from: a@b.example }')).smtp?.port).toBe(465);
  });

  it.each([
    ['http://tsa.example/tsr', [expect.stringMatching(/^signing\.timestamp\.url is plain http: .* Compare the certificate/)]],
    ['HTTP://tsa.example/tsr', [expect.stringContaining('plain http')]],
    ['https://tsa.example/tsr', []],
  ])('says that over http a stamp must be compared by a person: %s', (url, expected) => {
    const checked = check(around(`signing: { timestamp: { url: "${url}" } }\n`));
    expect(checked.ok ? checked.notices : null).toEqual(expected);
  });

  it('says which keys have no effect yet', () => {
    const tenant = TENANT.replace(' }', ' }, paths: { logDownload: "{jobId}/{sessionId}" }');
    const checked = check(around('report: { formats: [html, junit] }\n', tenant));
    expect(checked.ok ? checked.notices : []).toEqual(['tenants[].paths.logDownload is read and checked, but has no effect in this version.']);
  });
});

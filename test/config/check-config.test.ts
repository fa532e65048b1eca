import { describe, expect, it } from 'vitest';
import { around, lines } from './support/mistakes.ts';

const BROKEN = `timezone: Europe/Berlinn
locale: de
outptu: ./x
policy:
  rpo: 24 hours
  grace: -2h
  targets: { rpoCompliance: 150%, sucessRate: 95% }
  recoveryPoints: [success, failed]
  jobs:
    - rpo: 12
      timezone: UTC
tenants:
  - id: Contoso
    name: 2026
    baseUrl: http://reports.example/v1
    apiKey: sk-live-0123456789
    concurency: 4
  - id: fabrikam
  - id: fabrikam
    baseUrl: https://user:hunter2@reports.example/v1?key=hunter2
    apiKey: { key: hunter2 }
    concurrency: 99
`;

describe('mistakes', () => {
  it('are all found at once, in the order of the file, with place and expected form', () => {
    const duration = 'a duration from 1m to 3660d, such as 90m, 24h, 7d, 1h30m or PT24H';
    const url = 'an https URL without user name, query and fragment (http only to this machine)';
    expect(lines(BROKEN)).toEqual([
      'f:1:11 timezone: found "Europe/Berlinn"; expected an IANA time zone, such as Europe/Berlin',
      'f:2:9 locale: found "de"; available: en',
      'f:3:1 outptu: unknown key; did you mean output?',
      `f:5:8 policy.rpo: found "24 hours"; expected ${duration}`,
      'f:6:10 policy.grace: found "-2h"; expected a duration from 0h to 3660d, such as 90m, 24h, 7d, 1h30m or PT24H',
      'f:7:29 policy.targets.rpoCompliance: found "150%"; expected a percentage above 0 and up to 100%, such as 99% or 0.99',
      'f:7:35 policy.targets.sucessRate: unknown key; did you mean successRate?',
      'f:8:29 policy.recoveryPoints[1]: found "failed"; expected one of success, warning',
      'f:10:7 policy.jobs[0].match: missing; expected a job name, a glob such as "All Exchange*", or a job id',
      `f:10:12 policy.jobs[0].rpo: found the number 12; expected ${duration}`,
      'f:11:7 policy.jobs[0].timezone: has a meaning only beside cron; add cron or remove it',
      'f:13:9 tenants[0].id: found "Contoso"; expected lower-case letters, digits, "-" and "_", beginning with a letter or digit, and not "portfolio"',
      'f:14:11 tenants[0].name: found the number 2026; expected a name; put it in quotes',
      `f:15:14 tenants[0].baseUrl: found "http://reports.example/v1"; expected ${url}`,
      'f:16:13 tenants[0].apiKey: found a literal value (not shown); expected { env: VARIABLE } or { file: PATH }, so that the secret itself stands in no file that is shared',
      'f:17:5 tenants[0].concurency: unknown key; did you mean concurrency?',
      `f:18:5 tenants[1].baseUrl: missing; expected ${url}`,
      'f:18:5 tenants[1].apiKey: missing; expected { env: VARIABLE } or { file: PATH }',
      'f:19:9 tenants[2].id: found "fabrikam" a second time; each tenant needs an id of its own',
      `f:20:14 tenants[2].baseUrl: found "https://…@reports.example/v1?…"; expected ${url}`,
      'f:21:13 tenants[2].apiKey: found a mapping of another form (not shown); expected { env: VARIABLE } or { file: PATH }',
      'f:22:18 tenants[2].concurrency: found the number 99; expected a whole number from 1 to 32',
    ]);
  });

  it.each<[string, string, string[]]>([
    ['an empty file', '', ['f:1:1 nothing stands here; expected a mapping with timezone and tenants']],
    ['a list', '- a', ['f:1:1 found a list; expected a mapping with timezone and tenants']],
    ['no tenants', 'timezone: UTC\ntenants: []', ['f:2:10 tenants: found an empty list; expected a list of tenants, not empty']],
    ['a key twice', 'timezone: UTC\ntimezone: UTC\n', ['f:2:1 this key stands here a second time; remove one']],
    ['a tab', 'tenants:\n\t- id: a', ['f:2:1 a tab used as indentation; use blanks']],
    ['an open bracket', 'timezone: UTC\ntenants: [', ['f:2:11 the indentation does not fit the lines above, or a bracket before it is not closed']],
    ['a key without value', around('smtp:\n'), ['f:4:6 smtp: nothing stands here; expected a mapping with host and from']],
    ['every beside cron', around('policy:\n  every: 12h\n  cron: "0 2 * * *"\n'), ['f:6:3 policy.cron: stands beside every; keep one of the two']],
    [
      'a name that hides something',
      around('policy: { name: "a\\u001b[2Jb" }'),
      ['f:4:17 policy.name: found "a\\u001b[2Jb"; expected a name, on one line and without control characters'],
    ],
    [
      'a name that never ends',
      around(`policy: { name: ${'a'.repeat(301)} }`),
      [`f:4:17 policy.name: found "${'a'.repeat(60)}…"; expected a name of at most 300 characters`],
    ],
    ['a name of nothing', around('policy: { name: "" }'), ['f:4:17 policy.name: found an empty text; expected a name']],
    [
      'a wrong cron',
      around('policy: { cron: "0 25 * * *" }'),
      ['f:4:17 policy.cron: found "0 25 * * *"; expected a cron expression of five fields, such as "0 6 1 * *"'],
    ],
    [
      'an RPO of nothing',
      around('policy: { rpo: 0h }'),
      ['f:4:16 policy.rpo: found "0h"; expected a duration from 1m to 3660d, such as 90m, 24h, 7d, 1h30m or PT24H'],
    ],
    [
      'pseudonyms without a key',
      around('report: { redact: pseudonym }', '{ id: a, baseUrl: https://h.example, apiKey: { env: K }, report: { redact: pseudonym } }'),
      [
        'f:3:80 tenants[0].report.redact: found "pseudonym" without redactKey; add redactKey: { env: VARIABLE } or { file: PATH }, since without a secret key names could be guessed',
        'f:4:19 report.redact: found "pseudonym" without redactKey; add redactKey: { env: VARIABLE } or { file: PATH }, since without a secret key names could be guessed',
      ],
    ],
    [
      'a literal key of pseudonyms, and a redaction of another name',
      around('report: { redact: total, redactKey: hunter22-hunter22 }'),
      [
        'f:4:19 report.redact: found "total"; expected one of none, pseudonym, full',
        'f:4:37 report.redactKey: found a literal value (not shown); expected { env: VARIABLE } or { file: PATH }, so that the secret itself stands in no file that is shared',
      ],
    ],
    [
      'durations and sizes with which nothing can be measured or read',
      around(
        'policy: { rpo: 59s, grace: 99999d, every: 1ms, jobs: [{ match: a, every: 59999ms }, { match: b, every: 9w9999d }] }',
        '{ id: a, baseUrl: https://h.example, apiKey: { env: K }, timeouts: { attempt: 0s, total: 30d }, maxBody: 0MB }',
      ),
      [
        'f:3:83 tenants[0].timeouts.attempt: found "0s"; expected a duration from 100ms to 1h, such as 30s, 5m or PT30S',
        'f:3:94 tenants[0].timeouts.total: found "30d"; expected a duration from 100ms to 24h, such as 30s, 5m or PT30S',
        'f:3:110 tenants[0].maxBody: found "0MB"; expected a size from 1KB to 256MB, such as 64MB',
        'f:4:16 policy.rpo: found "59s"; expected a duration from 1m to 3660d, such as 90m, 24h, 7d, 1h30m or PT24H',
        'f:4:28 policy.grace: found "99999d"; expected a duration from 0h to 3660d, such as 90m, 24h, 7d, 1h30m or PT24H',
        'f:4:43 policy.every: found "1ms"; expected a duration from 1m to 366d, such as 90m, 24h, 7d, 1h30m or PT24H',
        'f:4:74 policy.jobs[0].every: found "59999ms"; expected a duration from 1m to 366d, such as 90m, 24h, 7d, 1h30m or PT24H',
        'f:4:104 policy.jobs[1].every: found "9w9999d"; expected a duration from 1m to 366d, such as 90m, 24h, 7d, 1h30m or PT24H',
      ],
    ],
    [
      'a target of nothing',
      around('policy: { targets: { successRate: 0 } }'),
      ['f:4:35 policy.targets.successRate: found the number 0; expected a percentage above 0 and up to 100%, such as 99% or 0.99'],
    ],
    [
      'a waiver that ends before it begins',
      around('policy:\n  waivers:\n    - { id: w, job: "*", from: 2026-10-05, to: 2026-10-05, reason: r, approver: a, approvedAt: 2026-10-01 }\n'),
      ['f:6:48 policy.waivers[0].to: found "2026-10-05"; expected an instant after from (2026-10-05)'],
    ],
    [
      'mail in clear to another machine',
      around('smtp: { host: mail.example, tls: none, from: a@b.example }'),
      ['f:4:34 smtp.tls: found "none" with the host "mail.example"; only mail to this machine may go without TLS: write required or implicit'],
    ],
    [
      'a login in clear text',
      around('smtp: { host: localhost, tls: none, from: a@b.example, user: u, password: { env: P } }'),
      ['f:4:56 smtp.user: stands beside tls: none; the password would travel unencrypted'],
    ],
    [
      'a path without its place for the id, and a header that steers the connection',
      around('', '{ id: a, baseUrl: https://h.example, apiKey: { env: K }, paths: { sessions: a/b }, auth: { header: Host } }'),
      [
        'f:3:81 tenants[0].paths.sessions: found "a/b"; expected a path such as Reports/backup-jobs/{jobId}/job-sessions',
        'f:3:104 tenants[0].auth.header: found a literal value (not shown); expected the name of a header, such as X-API-Key',
      ],
    ],
    [
      'oauth2 beside a password',
      around(
        'smtp:\n  host: h\n  from: a@b.example\n  user: u\n  password: { env: P }\n  oauth2: { tokenUrl: https://l.example/t, clientId: c, clientSecret: { env: C } }\n',
      ),
      ['f:9:3 smtp.oauth2: stands beside password; keep one of the two'],
    ],
    [
      'a user alone',
      around('smtp: { host: h, from: a@b.example, user: u }'),
      ['f:4:37 smtp.user: has no password or oauth2 beside it; add one, or remove user'],
    ],
    [
      "a DKIM key as such, a selector that is none, and a domain that is not the sender's",
      around('smtp: { host: h, from: a@mail.b.example, dkim: { selector: "a b", key: canary, domain: c.example } }'),
      [
        'f:4:60 smtp.dkim.selector: found a literal value (not shown); expected a name such as reports2026, under which the public key stands in DNS',
        'f:4:72 smtp.dkim.key: found a literal value (not shown); expected { env: VARIABLE } or { file: PATH }',
        'f:4:88 smtp.dkim.domain: found "c.example"; expected the domain of smtp.from (mail.b.example), or one above it',
      ],
    ],
    [
      'formats',
      around('report: { formats: [html, pfd] }'),
      ['f:4:27 report.formats[1]: found "pfd"; expected one of html, pdf, json, csv, junit, markdown'],
    ],
    [
      'recipients in one text, a header smuggled in, somebody twice',
      around(
        '',
        '{ id: a, baseUrl: https://h.example/v1, apiKey: { env: K }, email: { to: ["a@b.example, c@d.example"], cc: ["x@y.example\\nBcc: z@z.example", q@q.example], bcc: [Q <q@q.example>] } }',
      ),
      [
        'f:3:79 tenants[0].email.to[0]: found "a@b.example, c@d.example"; expected one e-mail address, such as backup@contoso.example or Backup team <backup@contoso.example>',
        'f:3:113 tenants[0].email.cc[0]: found "x@y.example\\nBcc: z@z.example"; expected one e-mail address, such as backup@contoso.example or Backup team <backup@contoso.example>, on one line and without control characters',
        'f:3:166 tenants[0].email.bcc[0]: found "q@q.example" a second time; each recipient is named once',
      ],
    ],
    [
      'a reserved id',
      around('', '{ id: portfolio, baseUrl: https://h.example, apiKey: { env: K } }'),
      [
        'f:3:11 tenants[0].id: found "portfolio"; expected lower-case letters, digits, "-" and "_", beginning with a letter or digit, and not "portfolio"',
      ],
    ],
    [
      'a key on the object prototype',
      around('constructor: 1\n'),
      [
        'f:4:1 constructor: unknown key; known here: $schema, timezone, locale, output, archive, browser, policy, tenants, report, responses, smtp, operators, signing, schedules',
      ],
    ],
  ])('%s', (_name, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('name the line of JSON, too', () => {
    expect(lines('{\n\t"timezone": "UTC",\n\t"tenants": [{ "id": "a", "baseUrl": "ftp://h.example", "apiKey": { "env": "K" } }]\n}')).toEqual([
      'f:3:38 tenants[0].baseUrl: found "ftp://h.example"; expected an https URL without user name, query and fragment (http only to this machine)',
    ]);
  });

  const SECRET = 'zq9Kt-4711_Secret';
  it.each([
    `apiKey: ${SECRET}`,
    `apiKey: [${SECRET}]`,
    `apiKey: { value: ${SECRET} }`,
    `apiKey: { env: "${SECRET}" }`,
    `apiKey: { env: KEY, value: ${SECRET} }`,
    `apiKey: "${SECRET}`,
    `apiKey: *${SECRET}`,
    `apiKey: !${SECRET} x`,
    `apiKey: | ${SECRET}`,
    `apiKey: ${SECRET}: ${SECRET}`,
    `apiKey: { env: KEY }\n    auth: { header: "X-API-Key: ${SECRET}" }`,
    `apiKey: { env: KEY }\n    auth: ${SECRET}`,
    `apiKey: { env: KEY }\n    baseUrl: https://u:${SECRET}@h.example`,
    `apiKey: { env: KEY }\n    baseUrl: "https://h.example?key=${SECRET}"`,
  ])('never show a secret: %s', (written) => {
    const found = lines(`timezone: UTC\ntenants:\n  - id: a\n    ${written}\n`);
    expect(found).not.toEqual([]);
    expect(found.join('\n')).not.toContain(SECRET);
  });

  it('never show a mail password', () => {
    const found = lines(around(`smtp: { host: h, from: a@b.example, user: u, password: ${SECRET}, oauth2: { clientSecret: ${SECRET} } }`));
    expect(found.length).toBeGreaterThan(1);
    expect(found.join('\n')).not.toContain(SECRET);
  });
});

import { z } from 'zod';
import * as kind from './written-kinds.ts';
import { writtenReport as report } from './written-report.ts';
import { signing } from './written-signing.ts';
import { smtp } from './written-smtp.ts';

/** The configuration as written. Every key is described here, once: `schema config` and the README take it from here. */

const RECOVERY_POINTS = ['success', 'warning'] as const;

/** Longer than any period, so that sums of durations stay far from what a number can hold. */
const LONGEST = '3660d';

const targets = kind.mapping(
  {
    rpoCompliance: kind.ratio().optional().describe('Least share of the time within the RPO. Default 99%.'),
    successRate: kind.ratio().optional().describe('Least share of the due runs that gave a recovery point. Default 95%.'),
  },
  'rpoCompliance and successRate',
);

const jobPolicy = {
  rpo: kind.duration('1m', LONGEST).optional().describe('Recovery point objective: the most data, in time, that may be lost. Default 24h.'),
  grace: kind.duration('0h', LONGEST).optional().describe("Allowed on top of the RPO, for the run's own length. Default 2h."),
  targets: targets.optional().describe('What a job must reach to pass.'),
  recoveryPoints: kind
    .list(kind.choice(RECOVERY_POINTS), 'a list of success and warning, not empty', 1)
    .optional()
    .describe('Outcomes of a run that count as a recovery point. Default [success, warning].'),
  persistentAfter: kind
    .whole(1, 1000)
    .optional()
    .describe('How many runs in a row an object may not succeed in before it is named as failing again and again. Default 3.'),
  every: kind.duration('1m', '366d').optional().describe('How often runs are due. Without every and cron it is inferred from the history.'),
  cron: kind.cron().optional().describe('When runs are due, as a cron expression; instead of every.'),
  timezone: kind.timezone().optional().describe("IANA zone of cron. Default: the report's own."),
};

const rule = kind.mapping(
  { match: kind.text('a job name, a glob such as "All Exchange*", or a job id').describe('Name (glob) or id of the jobs it is for.'), ...jobPolicy },
  'a rule with match and what it changes',
);

const waiver = kind.mapping(
  {
    id: kind.text('a short id').describe('Unique; printed in the report.'),
    job: kind.text('a job name, a glob or a job id').describe('Name (glob) or id of the jobs it is for.'),
    from: kind.instant().describe('Beginning; a date begins at midnight of the zone.'),
    to: kind.instant().describe('End, not included.'),
    reason: kind.text('a sentence').describe('Why the exception was granted.'),
    approver: kind.text('a name').describe('Who granted it.'),
    approvedAt: kind.instant().describe('When it was granted.'),
    expires: kind.instant().optional().describe('From when on it no longer holds.'),
  },
  'a waiver with id, job, from, to, reason, approver and approvedAt',
);

const policy = kind.mapping(
  {
    name: kind.text('a name').optional().describe('Printed in the report, so that a reader knows which policy was applied.'),
    ...jobPolicy,
    jobs: kind.list(rule, 'a list of rules').optional().describe('Rules for single jobs; the first that matches wins.'),
    waivers: kind.list(waiver, 'a list of waivers').optional().describe('Approved exceptions. They change the adjusted result, never the raw one.'),
  },
  'a mapping such as { rpo: 24h, grace: 2h }',
);

/** Not those that steer the connection. */
const HEADER = /^(?!(?:host|connection|content-length|transfer-encoding|accept-encoding|proxy-authorization)$)[a-z][a-z0-9-]{0,63}$/i;

const auth = kind.mapping(
  {
    header: kind.fitting(HEADER, 'the name of a header, such as X-API-Key').optional().describe('Header that carries the key. Default X-API-Key.'),
    scheme: kind
      .fitting(/^[A-Za-z][A-Za-z0-9-]{0,31}$/, 'one word, such as Bearer')
      .optional()
      .describe('Word before the key; the header is then Authorization unless named.'),
  },
  'a mapping such as { header: X-API-Key }',
);

const apiPath = (expected: string, ...places: string[]) =>
  kind
    .fitting(/^(?!.*:\/\/)[\x21-\x7e]{1,200}$/, expected)
    .refine((written) => !/[?#\\]/.test(written) && places.every((place) => written.includes(place)), { error: expected })
    .optional();

const paths = kind.mapping(
  {
    jobs: apiPath('a path such as reports/backup-jobs').describe('Job list.'),
    sessions: apiPath('a path such as Reports/backup-jobs/{jobId}/job-sessions', '{jobId}').describe('Sessions of a job.'),
    log: apiPath('a path with {jobId} and {sessionId}', '{jobId}', '{sessionId}').describe('Log of a session.'),
    logDownload: apiPath('a path with {jobId} and {sessionId}', '{jobId}', '{sessionId}').describe(
      'Log of a session as a file. Not asked for in this version.',
    ),
  },
  'jobs, sessions, log and logDownload',
);

const timeouts = kind.mapping(
  {
    attempt: kind.duration('100ms', '1h', kind.SECONDS).optional().describe('For one attempt of one request. Default 30s.'),
    total: kind.duration('100ms', '24h', kind.SECONDS).optional().describe('For one request with all its retries. Default 5m.'),
  },
  'attempt and total',
);

const addresses = (least: number) => kind.list(kind.email(), 'a list of e-mail addresses', least);

const mail = kind.mapping(
  {
    to: addresses(1).describe('Recipients.'),
    cc: addresses(0).optional().describe('Recipients of a copy.'),
    bcc: addresses(0).optional().describe('Recipients of a copy whom the others do not see.'),
    domains: kind
      .list(kind.fitting(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/, 'a domain such as contoso.example'), 'a list of domains, not empty', 1)
      .optional()
      .describe('The only domains to which mail of this tenant may go. An address elsewhere is a mistake.'),
  },
  'a mapping such as { to: [backup@contoso.example] }',
);

const tenant = kind.mapping(
  {
    id: kind
      .fitting(
        /^(?!portfolio$)[a-z0-9][a-z0-9_-]{0,62}$/,
        'lower-case letters, digits, "-" and "_", beginning with a letter or digit, and not "portfolio"',
      )
      .describe('Name in paths and on the command line.'),
    name: kind.text('a name').optional().describe('Name in the report. Default: the id.'),
    baseUrl: kind.url().describe('Address of the reporting API, as shown in the VDC settings.'),
    apiKey: kind.secret().describe('Where the API key stands. A literal key is refused.'),
    auth: auth.optional().describe('How the key is sent.'),
    concurrency: kind.whole(1, 32).optional().describe('Most requests in flight. Default 4.'),
    timeouts: timeouts.optional().describe('How long to wait.'),
    maxBody: kind.byteSize('1KB', '256MB').optional().describe('Largest response that is read. Default 64MB.'),
    caFile: kind.path().optional().describe('PEM file of certificates that are trusted besides the usual ones.'),
    paths: paths.optional().describe('Paths of the API, where they differ.'),
    email: mail.optional().describe('Who gets the report.'),
    timezone: kind.timezone().optional().describe('IANA zone of this tenant.'),
    locale: kind.text('a language such as en or de').optional().describe('Language of this tenant.'),
    responses: kind.path().optional().describe('Responses to exceptions of this tenant, instead of the common file.'),
    policy: policy.optional().describe('Overrides of the common policy, key by key. Its rules come before the common ones; its waivers are added.'),
    report: report.optional().describe('Overrides of the common report options, key by key.'),
  },
  'a tenant with id, baseUrl and apiKey',
);

const schedule = kind.mapping(
  {
    name: kind.text('a name').describe('Unique.'),
    cron: kind.cron().describe('When it is due.'),
    timezone: kind.timezone().optional().describe('IANA zone of cron. Default: the common one.'),
    period: kind.text('a period such as previous-month').describe('Which window to report, seen from the instant at which it is due.'),
    tenants: kind.list(kind.text('a tenant id or a glob'), 'a list of tenant ids or globs', 1).optional().describe('Which tenants. Default ["*"].'),
    settle: kind
      .duration('0h', '31d')
      .optional()
      .describe('How long after the end of its period a report is made at the earliest, so that runs across midnight have ended. Default 12h.'),
    catchUp: kind.duration('1h', '366d').optional().describe('How long a report that was missed is still made up for. Default 35d.'),
    portfolio: addresses(0).optional().describe('Who gets a mail over all its tenants, once each has had its turn. Default [].'),
    jitter: kind.duration('0h', '24h').optional().describe('Over how long the tenants are spread, each always at the same place. Default 0h.'),
  },
  'a schedule with name, cron and period',
);

export const writtenSchema = kind
  .mapping(
    {
      $schema: kind.text('a URL').optional().describe('For editors; not read.'),
      timezone: kind.timezone().describe('IANA zone of calendar days and periods.'),
      locale: kind.text('a language such as en or de').optional().describe('Language of the reports: en or de. Default en.'),
      output: kind.path().optional().describe('Where reports are written. Default ./reports, beside the configuration.'),
      archive: z
        .union([kind.text('a path'), kind.secret()], { error: 'a path, or { env: VARIABLE } or { file: PATH } of a postgres:// URL' })
        .optional()
        .describe('File that keeps all that was ever collected; none: keep nothing. Default ./vdc-report.db.'),
      browser: kind.path().optional().describe('Chromium or Chrome that prints the PDF. Default: found, or the one that comes along.'),
      policy: policy.optional().describe('What "protected" means.'),
      tenants: kind.list(tenant, 'a list of tenants, not empty', 1).describe('What to report on.'),
      report: report.optional().describe('What a report holds and looks like.'),
      responses: kind.path().optional().describe('File of responses to exceptions: owner, cause, ticket, due date.'),
      smtp: smtp.optional().describe('Mail server. Without it no mail is sent; email.eml is always written.'),
      operators: kind
        .list(kind.email(), 'a list of e-mail addresses')
        .optional()
        .describe('Those who run the program: they get reports that are held back, and are told when no report can be made. Default [].'),
      signing: signing.optional().describe('With what every bundle is signed and stamped. Without it none is.'),
      schedules: kind.list(schedule, 'a list of schedules').optional().describe('What is due when.'),
    },
    'a mapping with timezone and tenants',
  )
  .meta({ title: 'Configuration of vdc-report' });

export type Written = z.infer<typeof writtenSchema>;
export type WrittenTenant = Written['tenants'][number];
export type WrittenPolicy = NonNullable<Written['policy']>;
export type WrittenRule = NonNullable<WrittenPolicy['jobs']>[number];
export type WrittenReport = NonNullable<Written['report']>;
export type WrittenSigning = NonNullable<Written['signing']>;
export type WrittenSchedule = NonNullable<Written['schedules']>[number];
export type WrittenSmtp = NonNullable<Written['smtp']>;

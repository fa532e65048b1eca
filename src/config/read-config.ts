import { isAbsolute, resolve } from 'node:path';
import { DEFAULT_FRAMEWORKS } from '../model/control.ts';
import type { DkimKey } from '../model/dkim.ts';
import { DAY, HOUR, MINUTE } from '../model/instant.ts';
import { domainOf, type Mailbox } from '../model/mailbox.ts';
import { SOURCE_DEFAULTS } from '../vdc/options.ts';
import { readByteSize } from './byte-size.ts';
import type { Config, OAuth2Config, ReportOptions, Schedule, SecretRef, SigningConfig, SmtpConfig, TenantConfig } from './config.ts';
import { readDuration } from './duration.ts';
import { readMailbox } from './mailbox.ts';
import { DEFAULT_POLICY, readPolicy } from './read-policy.ts';
import type { Written, WrittenReport, WrittenSchedule, WrittenSigning, WrittenSmtp, WrittenTenant } from './written.ts';

/** The configuration's own folder: paths in it are relative to where it stands. */
type Folder = string;

const DEFAULT_REPORT: ReportOptions = {
  formats: ['html', 'pdf', 'json', 'csv', 'junit', 'markdown'],
  paper: 'A4',
  logs: 'problems',
  redact: 'none',
  redactKey: null,
  theme: { logo: null, mailLogo: null, accent: null, cover: null, footer: null },
  templates: null,
  uncertain: 'operators',
  frameworks: DEFAULT_FRAMEWORKS,
  signOff: null,
};

const pathOrNull = (folder: Folder, written: string | undefined): string | null => (written === undefined ? null : resolve(folder, written));

const readSecret = (folder: Folder, written: SecretRef): SecretRef => ('env' in written ? written : { file: resolve(folder, written.file) });

const mailbox = (written: string): Mailbox => {
  const read = readMailbox(written);
  if (read === null) throw new RangeError(`the schema let a wrong address pass: ${written}`);
  return read;
};

const readTheme = (folder: Folder, written: WrittenReport['theme'], base: ReportOptions['theme']): ReportOptions['theme'] => ({
  // A logo of one's own does not go with somebody else's in the mail.
  ...(written?.logo === undefined && written?.mailLogo === undefined
    ? { logo: base.logo, mailLogo: base.mailLogo }
    : { logo: pathOrNull(folder, written.logo) ?? base.logo, mailLogo: pathOrNull(folder, written.mailLogo) }),
  accent: written?.accent ?? base.accent,
  cover: written?.cover ?? base.cover,
  footer: written?.footer ?? base.footer,
});

type ReaderOptions = Pick<ReportOptions, 'frameworks' | 'signOff' | 'uncertain'>;

const readReaders = (written: WrittenReport | undefined, base: ReaderOptions): ReaderOptions => ({
  frameworks: written?.frameworks ?? base.frameworks,
  signOff: written?.signOff ?? base.signOff,
  uncertain: written?.uncertain ?? base.uncertain,
});

const readReport = (folder: Folder, written: WrittenReport | undefined, base: ReportOptions): ReportOptions => ({
  formats: written?.formats === undefined ? base.formats : [...new Set(written.formats)],
  paper: written?.paper ?? base.paper,
  logs: written?.logs ?? base.logs,
  redact: written?.redact ?? base.redact,
  redactKey: written?.redactKey === undefined ? base.redactKey : readSecret(folder, written.redactKey),
  theme: readTheme(folder, written?.theme, base.theme),
  templates: pathOrNull(folder, written?.templates) ?? base.templates,
  ...readReaders(written, base),
});

const readAuth = (written: WrittenTenant['auth']): TenantConfig['auth'] => ({
  header: written?.header ?? (written?.scheme === undefined ? 'X-API-Key' : 'Authorization'),
  scheme: written?.scheme ?? null,
});

const readPaths = (written: NonNullable<WrittenTenant['paths']>): TenantConfig['paths'] => ({
  ...(written.jobs === undefined ? {} : { jobs: written.jobs }),
  ...(written.sessions === undefined ? {} : { sessions: written.sessions }),
  ...(written.log === undefined ? {} : { log: written.log }),
  ...(written.logDownload === undefined ? {} : { logDownload: written.logDownload }),
});

const readEmail = (written: WrittenTenant['email']): TenantConfig['email'] => ({
  to: (written?.to ?? []).map(mailbox),
  cc: (written?.cc ?? []).map(mailbox),
  bcc: (written?.bcc ?? []).map(mailbox),
  domains: written?.domains?.map((domain) => domain.toLowerCase()) ?? null,
});

type Common = Pick<Config, 'timezone' | 'locale' | 'policy' | 'report'> & Pick<TenantConfig, 'responses'>;

const readTenant = (written: WrittenTenant, common: Common, folder: Folder): TenantConfig => {
  const timezone = written.timezone ?? common.timezone;
  const { attempt, total } = written.timeouts ?? {};
  return {
    id: written.id,
    name: written.name ?? written.id,
    baseUrl: written.baseUrl,
    apiKey: readSecret(folder, written.apiKey),
    auth: readAuth(written.auth),
    concurrency: written.concurrency ?? SOURCE_DEFAULTS.concurrency,
    timeouts: {
      attempt: attempt === undefined ? SOURCE_DEFAULTS.timeouts.attemptMs : readDuration(attempt),
      total: total === undefined ? SOURCE_DEFAULTS.timeouts.totalMs : readDuration(total),
    },
    maxBody: written.maxBody === undefined ? SOURCE_DEFAULTS.maxBodyBytes : readByteSize(written.maxBody),
    caFile: pathOrNull(folder, written.caFile),
    paths: readPaths(written.paths ?? {}),
    email: readEmail(written.email),
    timezone,
    locale: written.locale ?? common.locale,
    policy: readPolicy(written.policy, common.policy, timezone),
    report: readReport(folder, written.report, common.report),
    responses: pathOrNull(folder, written.responses) ?? common.responses,
  };
};

const readOAuth2 = (folder: Folder, { tokenUrl, clientId, clientSecret, refreshToken, scope }: NonNullable<WrittenSmtp['oauth2']>): OAuth2Config => ({
  tokenUrl,
  clientId,
  clientSecret: readSecret(folder, clientSecret),
  refreshToken: refreshToken === undefined ? null : readSecret(folder, refreshToken),
  scope: scope ?? null,
});

/** Servers may scan a message for a minute before they answer. */
const SMTP_TIMEOUT = 2 * MINUTE;

const readDkim = (folder: Folder, { domain, selector, key }: NonNullable<WrittenSmtp['dkim']>, from: Mailbox): DkimKey<SecretRef> => ({
  domain: (domain ?? domainOf(from.address)).toLowerCase(),
  selector: selector.toLowerCase(),
  key: readSecret(folder, key),
});

const readSmtp = (folder: Folder, written: WrittenSmtp): SmtpConfig => {
  const tls = written.tls ?? 'required';
  const from = mailbox(written.from);
  return {
    host: written.host,
    port: written.port ?? (tls === 'implicit' ? 465 : 587),
    tls,
    user: written.user ?? null,
    password: written.password === undefined ? null : readSecret(folder, written.password),
    oauth2: written.oauth2 === undefined ? null : readOAuth2(folder, written.oauth2),
    caFile: pathOrNull(folder, written.caFile),
    timeout: written.timeout === undefined ? SMTP_TIMEOUT : readDuration(written.timeout),
    maxSize: written.maxSize === undefined ? null : readByteSize(written.maxSize),
    from,
    dkim: written.dkim === undefined ? null : readDkim(folder, written.dkim, from),
  };
};

/** Long enough for a run that began before midnight. */
const SETTLE = 12 * HOUR;

/** A month, and some days for whoever mends what stood still. */
const CATCH_UP = 35 * DAY;

const durationOr = (written: string | undefined, usual: number): number => (written === undefined ? usual : readDuration(written));

const readSchedule = ({ name, cron, period, ...more }: WrittenSchedule, timezone: string): Schedule => ({
  name,
  cron,
  timezone: more.timezone ?? timezone,
  period,
  tenants: more.tenants ?? ['*'],
  settle: durationOr(more.settle, SETTLE),
  catchUp: durationOr(more.catchUp, CATCH_UP),
  jitter: durationOr(more.jitter, 0),
  portfolio: (more.portfolio ?? []).map(mailbox),
});

const STAMP_TIMEOUT = 10_000;

const readSigning = (folder: Folder, { key, timestamp, pdf }: WrittenSigning): SigningConfig => ({
  key: key === undefined ? null : readSecret(folder, key),
  timestamp:
    timestamp === undefined
      ? null
      : {
          url: timestamp.url,
          timeout: timestamp.timeout === undefined ? STAMP_TIMEOUT : readDuration(timestamp.timeout),
          caFile: pathOrNull(folder, timestamp.caFile),
        },
  pdf: pdf === undefined ? null : { certificate: resolve(folder, pdf.certificate.file), password: readSecret(folder, pdf.password) },
});

const readArchive = (folder: Folder, written: Written['archive']): Config['archive'] => {
  if (typeof written === 'object') return readSecret(folder, written);
  const path = written ?? './vdc-report.db';
  if (path === 'none') return path;
  return path.startsWith('postgres') && path.includes('://') ? path : resolve(folder, path);
};

/** A bare word is left to be found along PATH. */
const readBrowser = (folder: Folder, written: string | undefined): string | null => {
  if (written === undefined) return null;
  return isAbsolute(written) || /[/\\]/.test(written) ? resolve(folder, written) : written;
};

/** What is written, completed and merged. Expects a configuration without mistakes. */
export const readConfig = (written: Written, folder: Folder): Config => {
  const { timezone, locale = 'en' } = written;
  const policy = readPolicy(written.policy, DEFAULT_POLICY, timezone);
  const report = readReport(folder, written.report, DEFAULT_REPORT);
  return {
    timezone,
    locale,
    output: resolve(folder, written.output ?? './reports'),
    archive: readArchive(folder, written.archive),
    browser: readBrowser(folder, written.browser),
    policy,
    report,
    smtp: written.smtp === undefined ? null : readSmtp(folder, written.smtp),
    operators: (written.operators ?? []).map(mailbox),
    signing: written.signing === undefined ? null : readSigning(folder, written.signing),
    tenants: written.tenants.map((tenant) =>
      readTenant(tenant, { timezone, locale, policy, report, responses: pathOrNull(folder, written.responses) }, folder),
    ),
    schedules: (written.schedules ?? []).map((schedule) => readSchedule(schedule, timezone)),
  };
};

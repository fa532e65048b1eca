import type { Framework } from '../model/control.ts';
import type { DkimKey } from '../model/dkim.ts';
import type { Mailbox } from '../model/mailbox.ts';
import type { Policy } from '../model/policy.ts';
import type { TokenSource } from '../model/token.ts';
import type { Redaction } from '../model/redaction.ts';

/** What the program reads: checked, merged, absolute. Durations in milliseconds, sizes in bytes, paths absolute. */

export const FORMATS = ['html', 'pdf', 'json', 'csv', 'junit', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

export const PAPERS = ['A4', 'Letter'] as const;
export const LOG_CHOICES = ['none', 'problems', 'all'] as const;
/** Who gets a report that is not evaluable, partial or provisional. */
export const UNCERTAIN_CHOICES = ['operators', 'recipients'] as const;
export const TLS_MODES = ['required', 'implicit', 'none'] as const;

/** Where a secret stands. The secret itself is read by `resolveTenants`, `resolveSmtp` and `resolveSigning`, when it is needed. */
export type SecretRef = { readonly env: string } | { readonly file: string };

export type ReportOptions = {
  readonly formats: readonly Format[];
  readonly paper: (typeof PAPERS)[number];
  readonly logs: (typeof LOG_CHOICES)[number];
  readonly redact: Redaction;
  /** For pseudonyms; required with them. */
  readonly redactKey: SecretRef | null;
  readonly theme: {
    /** Files. */
    readonly logo: string | null;
    readonly mailLogo: string | null;
    /** `#0b6e4f`, as written. */
    readonly accent: string | null;
    readonly cover: string | null;
    readonly footer: string | null;
  };
  readonly templates: string | null;
  readonly uncertain: (typeof UNCERTAIN_CHOICES)[number];
  /** Of the control mapping. */
  readonly frameworks: readonly Framework[];
  /** Who signs; null: as is usual in the language. */
  readonly signOff: readonly string[] | null;
};

export type TenantConfig<Secret = SecretRef> = {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly apiKey: Secret;
  readonly auth: { readonly header: string | null; readonly scheme: string | null };
  readonly concurrency: number;
  readonly timeouts: { readonly attempt: number; readonly total: number };
  readonly maxBody: number;
  /** PEM certificates that are trusted besides the usual ones. */
  readonly caFile: string | null;
  /** Below `/v1`, with `{jobId}` and `{sessionId}`; only what the operator overrides. */
  readonly paths: { readonly jobs?: string; readonly sessions?: string; readonly log?: string; readonly logDownload?: string };
  readonly email: {
    readonly to: readonly Mailbox[];
    readonly cc: readonly Mailbox[];
    readonly bcc: readonly Mailbox[];
    /** In small letters: mail of this tenant goes nowhere else. Null: anywhere. */
    readonly domains: readonly string[] | null;
  };
  /** IANA zone. */
  readonly timezone: string;
  readonly locale: string;
  readonly policy: Policy;
  readonly report: ReportOptions;
  /** File of responses to exceptions. */
  readonly responses: string | null;
};

/** A tenant whose key has been read. */
export type ReadyTenant = TenantConfig<string>;

/** How an access token for the mail server is fetched: in the program's own name, or with a refresh token in a user's. */
export type OAuth2Config<Secret = SecretRef> = {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly refreshToken: Secret | null;
  readonly scope: string | null;
};

export type SmtpConfig<Secret = SecretRef> = {
  readonly host: string;
  readonly port: number;
  readonly tls: (typeof TLS_MODES)[number];
  readonly user: string | null;
  readonly password: Secret | null;
  /** In place of a password. */
  readonly oauth2: OAuth2Config<Secret> | null;
  /** PEM certificates that are trusted besides the usual ones. */
  readonly caFile: string | null;
  /** For each answer of the server. */
  readonly timeout: number;
  /** Larger mails go without their attachment. Null: the server says what it takes. */
  readonly maxSize: number | null;
  readonly from: Mailbox;
  /** Null: mails are not signed here. */
  readonly dkim: DkimKey<Secret> | null;
};

/** A mail server whose password and CA file have been read. */
export type ReadySmtp = Omit<SmtpConfig<string>, 'caFile'> & {
  readonly ca: string | null;
  /** Where access tokens come from; null: the login, if there is one, is by password. */
  readonly token: TokenSource | null;
};

export type SigningConfig = {
  /** Null: the manifest is not signed. */
  readonly key: SecretRef | null;
  readonly timestamp: {
    /** Of a time stamp authority, RFC 3161. Plain http may leave the machine: see `stampUrl`. */
    readonly url: string;
    /** Of one attempt. */
    readonly timeout: number;
    /** PEM certificates that are trusted besides the usual ones. */
    readonly caFile: string | null;
  } | null;
  readonly pdf: {
    /** A PKCS#12 file. */
    readonly certificate: string;
    readonly password: SecretRef;
  } | null;
};

export type Schedule = {
  readonly name: string;
  readonly cron: string;
  /** Of `cron`. */
  readonly timezone: string;
  /** Read in the zone of each tenant, seen from the instant at which it is due. */
  readonly period: string;
  /** Globs. */
  readonly tenants: readonly string[];
  /** After the end of the period. */
  readonly settle: number;
  readonly catchUp: number;
  readonly jitter: number;
  /** Who is told of all its tenants together. */
  readonly portfolio: readonly Mailbox[];
};

export type Config = {
  readonly timezone: string;
  readonly locale: string;
  readonly output: string;
  /** A path, or a `postgres://` URL, or where that URL stands. */
  readonly archive: string | SecretRef;
  readonly browser: string | null;
  readonly policy: Policy;
  readonly report: ReportOptions;
  readonly smtp: SmtpConfig | null;
  /** Those who run the program. */
  readonly operators: readonly Mailbox[];
  /** Null: bundles are neither signed nor stamped. */
  readonly signing: SigningConfig | null;
  readonly tenants: readonly TenantConfig[];
  readonly schedules: readonly Schedule[];
};

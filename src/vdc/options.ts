/** Path templates below the API's root; `{jobId}` and `{sessionId}` are replaced by percent-encoded ids. */
export type PathTemplates = { readonly jobs: string; readonly sessions: string; readonly log: string; readonly logDownload: string };

/** The values of HTTPS_PROXY, HTTP_PROXY (for plain http beyond this machine, which no source is asked by) and NO_PROXY. */
export type ProxyOptions = { readonly https: string | null; readonly http?: string | null; readonly no: string | null };

export type SourceOptions = {
  /** As copied from the settings page: ends in `/v1`, `/v1/Reports/` or is a host alone. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Without a header: `X-API-Key`, or `Authorization` where there is a scheme. */
  readonly auth: { readonly header: string | null; readonly scheme: string | null };
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Milliseconds, for one attempt and for a request with all its attempts and waits. */
  readonly timeouts: { readonly attemptMs: number; readonly totalMs: number };
  /** How often a request is sent at most, the first time included. */
  readonly attempts: number;
  /** Of one resource, all its pages together, after decoding. */
  readonly maxBodyBytes: number;
  /** The contents of a CA file, trusted besides the usual roots. */
  readonly caPem: string | null;
  readonly proxy: ProxyOptions | null;
  readonly paths: PathTemplates;
};

export const SOURCE_DEFAULTS = {
  auth: { header: null, scheme: null },
  concurrency: 4,
  timeouts: { attemptMs: 30_000, totalMs: 300_000 },
  attempts: 5,
  maxBodyBytes: 64 * 1024 * 1024,
  caPem: null,
  proxy: null,
  // In the letters of the public description.
  paths: {
    jobs: 'reports/backup-jobs',
    sessions: 'Reports/backup-jobs/{jobId}/job-sessions',
    log: 'Reports/backup-jobs/{jobId}/job-sessions/{sessionId}/logs',
    logDownload: 'Reports/backup-jobs/{jobId}/job-sessions/{sessionId}/logs/download',
  },
} as const satisfies Omit<SourceOptions, 'baseUrl' | 'apiKey'>;

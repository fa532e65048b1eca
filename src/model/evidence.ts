import type { Body } from './body.ts';
import type { Instant } from './instant.ts';

/** What was asked of the source. */
export type Resource =
  | { readonly kind: 'jobs' }
  | { readonly kind: 'sessions'; readonly jobId: string }
  | { readonly kind: 'log'; readonly jobId: string; readonly sessionId: string };

export type FailureCode =
  | 'refused-key'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'server-error'
  | 'bad-request'
  | 'timeout'
  | 'network'
  | 'tls'
  | 'cut-off'
  | 'too-large'
  | 'not-json'
  | 'not-a-list'
  | 'redirect-refused'
  | 'endless-paging';

/** Why something could not be collected: a fact to be shown, not an exception. */
export type CollectFailure = {
  readonly code: FailureCode;
  /** `GET /v1/reports/backup-jobs`, without host, query or key. */
  readonly request: string;
  readonly status: number | null;
  readonly attempts: number;
  /** A short machine-made detail: a response's own message, an error code. Untrusted text. */
  readonly detail: string | null;
};

/** One answered request: the bytes as they came (after content decoding) and how they were obtained. Never holds the key. */
export type Exchange = {
  readonly resource: Resource;
  /** From 0; follow-up pages of the paged envelope count up. */
  readonly page: number;
  /** Counts the readings of a resource from 0: a second look because answers did not agree, or a later collection. The later supersedes. */
  readonly round: number;
  /** Path and query as sent. */
  readonly path: string;
  readonly sentAt: Instant;
  readonly receivedAt: Instant;
  readonly status: number;
  /** A chosen few: content-type, date, etag, request ids. */
  readonly headers: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly body: Body;
};

/** A reading of a resource that could not be had, with what was tried. */
export type Missing = { readonly resource: Resource; readonly round: number; readonly failure: CollectFailure };

/** Everything that one collection, or several of one tenant, brought home. `Collection` is computed from it alone. */
export type Evidence = {
  readonly baseUrl: string;
  /** When the first request was sent. */
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  /** In the order of `resourceOrder`, not of arrival, so that equal answers give equal evidence. */
  readonly exchanges: readonly Exchange[];
  readonly missing: readonly Missing[];
  /** Every attempt that was sent, by HTTP status; `0` counts attempts without an answer. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly retries: number;
};

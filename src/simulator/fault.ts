export const FAULT_ENDPOINTS = ['jobs', 'sessions', 'logs', 'any'] as const;
export type FaultEndpoint = (typeof FAULT_ENDPOINTS)[number];

/**
 * Which requests a fault hits: of one job (its id, its name with `*` and `?`, or its place in the list from 1), of one endpoint,
 * the first `times` of them. Left out: every job, every endpoint, always. A job alone means its sessions and logs; with
 * `endpoint: 'jobs'` it means that job's record in the list. Downloads count as logs.
 */
export type FaultScope = { readonly job?: string | number; readonly endpoint?: FaultEndpoint; readonly times?: number };

/** When to come back: seconds in the header, or `seconds` (default 1) as a date in the header or in the body. Left out: not said. */
export type RetryHint = { readonly retryAfter?: number | 'date' | 'body'; readonly seconds?: number };

/** Changes the records of an answer, which otherwise stays a good one. The first record is the newest session. */
export type RecordFault =
  /** `field` of the first record holds `value`; left out, `endTime`, `lastRun` or `title`, and 12345. */
  | { readonly kind: 'wrong-type'; readonly field?: string; readonly value?: unknown }
  | { readonly kind: 'shuffled' }
  /** The first three records are listed again, the same or with another content. */
  | { readonly kind: 'duplicates' }
  | { readonly kind: 'conflicting-duplicates' }
  /** Only the first `limit` records (default 30), as a bare array, and no word of it. */
  | { readonly kind: 'page-limit'; readonly limit?: number }
  /** The first record's status is `word` (default `Paused`). */
  | { readonly kind: 'unknown-status'; readonly word?: string };

/** Takes the place of the good answer: with a status that says so, */
export type RefusalFault =
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'not-found' }
  | ({ readonly kind: 'too-many-requests' } & RetryHint)
  | ({ readonly kind: 'server-error'; readonly status?: 500 | 502 | 503 | 504 } & RetryHint)
  /** To `to`, another origin by default. */
  | { readonly kind: 'redirect'; readonly to?: string };

/** or with something that no client can use. */
export type BrokenFault =
  /** Accepts the request and never answers. */
  | { readonly kind: 'hang' }
  /** Sends the head and half of the body, and then nothing more. */
  | { readonly kind: 'stall' }
  | { readonly kind: 'reset' }
  /** Closes the connection after half of the announced body. */
  | { readonly kind: 'cut-body' }
  | { readonly kind: 'invalid-json' }
  | { readonly kind: 'html' }
  | { readonly kind: 'not-a-list' }
  /** The good answer with `megabytes` (default 80) of blanks before its end: valid JSON, small while it is compressed. */
  | { readonly kind: 'huge-body'; readonly megabytes?: number };

export type AnswerFault = RefusalFault | BrokenFault;

export type Latency = { readonly kind: 'latency'; readonly ms: number };

export type FaultEffect = Latency | RecordFault | AnswerFault;
export type FaultKind = FaultEffect['kind'];
export type Fault = FaultScope & FaultEffect;

const RECORD_KINDS: ReadonlySet<string> = new Set<RecordFault['kind']>([
  'wrong-type',
  'shuffled',
  'duplicates',
  'conflicting-duplicates',
  'page-limit',
  'unknown-status',
]);

export const isRecordFault = (fault: FaultEffect): fault is RecordFault => RECORD_KINDS.has(fault.kind);

export const isAnswerFault = (fault: FaultEffect): fault is AnswerFault => fault.kind !== 'latency' && !isRecordFault(fault);

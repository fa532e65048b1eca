import type { CollectFailure } from './evidence.ts';

/** Why there is no time stamp; `authority`: the address that was asked. */
export type StampProblem = { readonly authority: string; readonly cause: StampCause };

/** The authority gave no answer, something else than a time stamp, or one that does not hold. */
export type StampCause =
  | { readonly kind: 'request'; readonly failure: CollectFailure }
  /** The content type of what came instead. Untrusted text. */
  | { readonly kind: 'type'; readonly found: string }
  | { readonly kind: 'answer'; readonly detail: string }
  /** It states another time than this machine does. Both as ISO instants. */
  | { readonly kind: 'clock'; readonly stated: string; readonly ours: string };

/** Why a PDF was not signed although a certificate is configured. */
export type PdfSigningProblem =
  { readonly kind: 'expired' | 'not-yet-valid'; readonly at: string } | { readonly kind: 'failed'; readonly detail: string };

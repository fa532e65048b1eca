import type { CollectFailure } from '../model/evidence.ts';

/** What happens while collecting, for whoever shows progress. Names and details are untrusted text. */
export type CollectEvent =
  | { readonly kind: 'jobs-listed'; readonly jobs: number }
  | { readonly kind: 'jobs-failed'; readonly failure: CollectFailure }
  | {
      readonly kind: 'job-read';
      readonly done: number;
      readonly total: number;
      readonly jobId: string;
      readonly name: string;
      readonly failure: CollectFailure | null;
    }
  /** The answers about these jobs did not agree: they are asked for once more. */
  | { readonly kind: 'read-again'; readonly jobs: number }
  | {
      readonly kind: 'log-read';
      readonly done: number;
      readonly total: number;
      readonly jobId: string;
      readonly sessionId: string;
      readonly failure: CollectFailure | null;
    };

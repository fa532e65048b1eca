import type { Generated, Kysely, Transaction } from 'kysely';
import type { AppointmentState } from '../agenda.ts';
import type { Audience, Channel, DeliveryState } from '../../model/delivery.ts';

/**
 * The archive's tables. Instants are milliseconds, moments as in `moment.ts`. Rows are added, never rewritten, but for the
 * end of what is still being seen (`to_moment`, `superseded_at`), which is set once. Only pruning takes anything away.
 */
export type ArchiveTables = {
  readonly tenant: { readonly id: Generated<number>; readonly name: string };
  /** A response's body, once a tenant, by the SHA-256 of its plain bytes. `base_id`: see `body-codec.ts`. */
  readonly body: {
    readonly id: Generated<number>;
    readonly tenant_id: number;
    readonly sha256: Uint8Array;
    readonly size: number;
    readonly base_id: number | null;
    readonly bytes: Uint8Array;
  };
  readonly collection: {
    readonly id: Generated<number>;
    readonly tenant_id: number;
    readonly started_at: number;
    readonly finished_at: number;
    readonly outcome: CollectionOutcome;
    readonly base_url: string;
    readonly tool: string;
    readonly retries: number;
    /** JSON: attempts by HTTP status. */
    readonly statuses: string;
    /** Every exchange, packed: see `journal.ts`. */
    readonly journal: Uint8Array;
  };
  /** What can be asked for. `job_id` and `session_id` are empty where the kind has none. */
  readonly resource: {
    readonly id: Generated<number>;
    readonly tenant_id: number;
    readonly kind: 'jobs' | 'sessions' | 'log';
    readonly job_id: string;
    readonly session_id: string;
  };
  /** A whole reading of a resource: all its pages were answered, and could be understood. */
  readonly reading: { readonly collection_id: number; readonly resource_id: number; readonly round: number };
  readonly missing: { readonly resource_id: number; readonly moment: number; /** JSON. */ readonly failure: string };
  /** One version of a job's record, and the readings of the list that show it: all from `from_moment` to `to_moment`. */
  readonly job_state: {
    readonly id: Generated<number>;
    readonly resource_id: number;
    readonly job_id: string;
    readonly name: string;
    readonly enabled: number;
    /** JSON: the whole record, in the words of the model. */
    readonly record: string;
    readonly from_moment: number;
    readonly to_moment: number;
  };
  /** One state of a session, and the readings that show it: all from `from_moment` to `to_moment`. */
  readonly session_state: {
    readonly id: Generated<number>;
    readonly resource_id: number;
    readonly session_id: string;
    readonly start_at: number;
    readonly end_at: number | null;
    readonly status: string;
    readonly status_class: string;
    readonly progress: number | null;
    readonly processed: number | null;
    readonly from_moment: number;
    readonly to_moment: number;
    /** From when on another state is what is known of the session. */
    readonly superseded_at: number;
  };
  readonly report: {
    readonly id: Generated<number>;
    readonly tenant_id: number;
    readonly report_id: string;
    readonly made_at: number;
    readonly period_key: string;
    readonly period_from: number;
    readonly period_to: number;
    readonly window_from: number;
    readonly window_to: number;
    readonly lookback: number;
    readonly as_of: number;
    readonly manifest_sha256: string;
    /** JSON. */
    readonly facts: string;
  };
  /** A mail to a group of recipients; its state follows from theirs. Only in the outbox are rows rewritten. */
  readonly delivery: {
    readonly id: Generated<number>;
    readonly tenant_id: number;
    readonly report_id: string;
    readonly period_key: string;
    readonly edition: string;
    readonly channel: Channel;
    readonly audience: Audience;
    readonly message_id: string;
    readonly made_at: number;
    readonly size: number;
    readonly sha256: string;
    readonly state: DeliveryState;
    readonly attempts: number;
    readonly first_attempt_at: number | null;
    readonly next_attempt_at: number | null;
    /** Of the process that sends, or did last. */
    readonly claim: string | null;
    readonly claimed_until: number | null;
    /** 1: its last byte may have gone out. */
    readonly handed_over: number;
    /** Kept until nobody will ask for it any more. */
    readonly content: Uint8Array | null;
    readonly reduced: Uint8Array | null;
  };
  readonly delivery_recipient: {
    readonly delivery_id: number;
    readonly address: string;
    readonly state: DeliveryState;
    readonly code: string | null;
    readonly reply: string | null;
    /** Both or neither: a person said that it arrived. */
    readonly confirmed_by: string | null;
    readonly confirmed_at: number | null;
  };
  readonly delivery_attempt: {
    readonly delivery_id: number;
    readonly number: number;
    readonly began_at: number;
    readonly ended_at: number | null;
    readonly state: DeliveryState;
    readonly code: string | null;
    readonly reply: string | null;
  };
  /** Since when a schedule is a tenant's, by its definition. */
  readonly following: { readonly tenant_id: number; readonly schedule: string; readonly definition: string; readonly since: number };
  /** What a schedule made due, once it was claimed. Rows are rewritten by each attempt. */
  readonly appointment: {
    readonly tenant_id: number;
    readonly schedule: string;
    readonly instant: number;
    readonly period_key: string;
    readonly state: AppointmentState;
    readonly attempts: number;
    readonly began_at: number;
    readonly ended_at: number | null;
    readonly next_attempt_at: number | null;
    /** Of the process that keeps it, or did last. */
    readonly claim: string;
    readonly claimed_until: number;
    readonly code: string | null;
  };
};

/** `failed`: the job list could not be read. `partial`: something else is missing. */
export type CollectionOutcome = 'complete' | 'partial' | 'failed';

export type ArchiveDatabase = Kysely<ArchiveTables>;
export type ArchiveTransaction = Transaction<ArchiveTables>;

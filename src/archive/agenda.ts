import type { Instant } from '../model/instant.ts';
import type { Appointment } from '../model/scheduled.ts';

/** That a schedule is for a tenant. `definition` tells when it is another one than before, although its name is the same. */
export type Following = { readonly schedule: string; readonly tenantId: string; readonly definition: string };

/** `since`: from when on, as this archive knows. */
export type Followed = Following & { readonly since: Instant };

/** `waiting`: for another attempt. `failed`: given up. */
export type AppointmentState = 'running' | 'waiting' | 'done' | 'failed';

export type AppointmentEntry = Appointment & {
  readonly periodKey: string;
  readonly state: AppointmentState;
  readonly attempts: number;
  /** Of the last attempt. */
  readonly beganAt: Instant;
  /** Null while it runs. */
  readonly endedAt: Instant | null;
  /** Null unless it waits. */
  readonly nextAttemptAt: Instant | null;
  /** Of the last attempt. */
  readonly owner: string;
  /** Until when the claim of a running one holds. */
  readonly claimedUntil: Instant;
  /** Why the last attempt brought nothing; null where it did, or still runs. */
  readonly code: string | null;
};

export type ClaimAppointment = Appointment & {
  readonly periodKey: string;
  readonly now: Instant;
  /** Who claims; `isGone` is told it when the claim is found again. */
  readonly owner: string;
  /** How long the claim holds, should its owner say no more. */
  readonly until: Instant;
  /** Whether the owner of a claim is known to be gone: then it need not be waited for. */
  readonly isGone: (owner: string) => boolean;
};

/** How an attempt ended. `nextAttemptAt`: null unless it waits. */
export type AttemptEnd = {
  readonly at: Instant;
  readonly state: Exclude<AppointmentState, 'running'>;
  readonly code: string | null;
  readonly nextAttemptAt: Instant | null;
};

/** An appointment that this process alone may keep now. */
export type ClaimedAppointment = {
  /** From 1. */
  readonly attempt: number;
  /** Both are false where another process has taken it over: what becomes of it is for that one to say. */
  readonly renew: (until: Instant) => Promise<boolean>;
  readonly finish: (end: AttemptEnd) => Promise<boolean>;
};

/** The last one of a schedule and tenant that was kept. */
export type LastKept = { readonly schedule: string; readonly tenantId: string; readonly beganAt: Instant; readonly endedAt: Instant };

/** What schedules made due, and what became of it: each appointment is kept once, however many processes ask. */
export type Agenda = {
  /** Puts down what is new or another one than before, as from `now`; all of what was asked for comes back. */
  readonly follow: (following: readonly Following[], now: Instant) => Promise<readonly Followed[]>;
  /** All appointments from an instant on that were ever claimed, in no order. */
  readonly list: (from: Instant) => Promise<readonly AppointmentEntry[]>;
  /**
   * Null where it is done or given up, or waits for later; where its claim still holds, or one of another appointment of the
   * same tenant does: of each tenant one is kept at a time.
   */
  readonly claim: (claim: ClaimAppointment) => Promise<ClaimedAppointment | null>;
  readonly lastKept: () => Promise<readonly LastKept[]>;
};

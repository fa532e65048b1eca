import type { Audience, Channel, DeliveryState, RecipientOutcome } from '../model/delivery.ts';
import type { Instant } from '../model/instant.ts';

/** A mail that is to go to a group of recipients, all of them in one message. */
export type NewDelivery = {
  readonly tenantId: string;
  readonly reportId: string;
  readonly periodKey: string;
  /** What the report says, whenever it was made: the same edition never goes to the same recipient twice. */
  readonly edition: string;
  readonly channel: Channel;
  readonly audience: Audience;
  readonly messageId: string;
  /** Bare addresses. */
  readonly recipients: readonly string[];
  readonly content: Uint8Array;
  /** What is sent in its place where the whole is too large; null: nothing. */
  readonly reduced: Uint8Array | null;
  readonly madeAt: Instant;
};

/** What the outbox knew of a recipient before. */
export type KnownRecipient = { readonly address: string; readonly state: Exclude<DeliveryState, 'failed'>; readonly deliveryId: number };

/** `id`: null where nobody was left to whom the edition had still to go. */
export type Enqueued = { readonly id: number | null; readonly known: readonly KnownRecipient[] };

/** The result of one attempt. `nextAttemptAt`: null unless a recipient is pending. */
export type Settlement = {
  readonly at: Instant;
  readonly code: string | null;
  readonly reply: string | null;
  readonly recipients: readonly RecipientOutcome[];
  readonly nextAttemptAt: Instant | null;
  /** Whether `reduced` went out, or was tried. */
  readonly reduced: boolean;
};

/** A mail that this process alone may send now. */
export type Claimed = Omit<NewDelivery, 'madeAt' | 'edition'> & {
  readonly id: number;
  /** From 1. */
  readonly attempt: number;
  readonly firstAttemptAt: Instant;
  /**
   * To be called before the last byte goes out: from then on a crash leaves `unknown` behind. False: another process has taken
   * the mail over, and not another byte must be sent.
   */
  readonly handOver: () => Promise<boolean>;
  /** False: another process has taken the mail over, and what became of it is for that one to say. */
  readonly settle: (result: Settlement) => Promise<boolean>;
};

export type ClaimQuery = {
  readonly now: Instant;
  /** Only what belongs to this tenant. */
  readonly tenantId: string;
  /** Who claims; `recover` is told it when the claim is found again. */
  readonly owner: string;
  /** How long the claim holds, should its owner say no more. */
  readonly until: Instant;
};

export type RecoverQuery = {
  readonly now: Instant;
  readonly tenantId: string;
  /** Whether the owner of a claim is known to be gone. */
  readonly isGone: (owner: string) => boolean;
};

/** Who says that a mail has arrived, and when that was said. `by`: as given; untrusted. */
export type Confirmation = { readonly by: string; readonly at: Instant };

export type OutboxRecipient = {
  readonly address: string;
  readonly state: DeliveryState;
  readonly code: string | null;
  readonly reply: string | null;
  /** Null: what the state says, the server said. */
  readonly confirmed: Confirmation | null;
};

/** `endedAt`: null while it lasts. */
export type OutboxAttempt = {
  readonly beganAt: Instant;
  readonly endedAt: Instant | null;
  readonly state: DeliveryState;
  readonly code: string | null;
  readonly reply: string | null;
};

export type OutboxEntry = {
  readonly id: number;
  readonly tenantId: string;
  readonly reportId: string;
  readonly periodKey: string;
  readonly edition: string;
  readonly channel: Channel;
  readonly audience: Audience;
  readonly messageId: string;
  readonly madeAt: Instant;
  /** Of what was sent, or is to be sent. */
  readonly size: number;
  readonly sha256: string;
  readonly state: DeliveryState;
  readonly nextAttemptAt: Instant | null;
  readonly recipients: readonly OutboxRecipient[];
  readonly attempts: readonly OutboxAttempt[];
};

/** How many recipients of a tenant's mails are in a state. */
export type OutboxCount = { readonly tenantId: string; readonly state: DeliveryState; readonly count: number };

export type OutboxQuery = { readonly tenantIds: readonly string[]; readonly periodKey?: string; readonly limit: number };

/** What happens with a mail on its way. */
export type OutboxQueue = {
  /**
   * Puts a mail down for those recipients who have not got this edition, nor may have, nor will. What is put down for them
   * already is due at once; what is still pending of an earlier edition of the period is withdrawn.
   */
  readonly enqueue: (mail: NewDelivery) => Promise<Enqueued>;
  /** What dead processes left: pending again where the end was not handed over, else unknown. The mails that became so. */
  readonly recover: (query: RecoverQuery) => Promise<readonly { readonly id: number; readonly state: 'pending' | 'unknown' }[]>;
  /** The next mail that is due, or null. */
  readonly claim: (query: ClaimQuery) => Promise<Claimed | null>;
};

/** What a person sees and decides. */
export type OutboxDesk = {
  /** The newest first. */
  readonly list: (query: OutboxQuery) => Promise<readonly OutboxEntry[]>;
  readonly find: (id: number) => Promise<OutboxEntry | null>;
  /** Of all tenants, in no order; a state that nobody is in is left out. */
  readonly counts: () => Promise<readonly OutboxCount[]>;
  /** Makes due again what failed or is unknown of a mail; how many recipients that are. */
  readonly reopen: (id: number, now: Instant) => Promise<number>;
  /** Puts down as sent what is unknown of a mail, on somebody's word; how many recipients that are. Nobody else's state changes. */
  readonly confirm: (id: number, confirmation: Confirmation) => Promise<number>;
};

/** One row a report, group of recipients and channel, with what became of each recipient. */
export type Outbox = OutboxQueue & OutboxDesk;

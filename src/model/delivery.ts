/** Ways by which a report leaves the house. */
export const CHANNELS = ['smtp'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Who a mail is for: those whom the tenant names, or those who run the program. */
export const AUDIENCES = ['tenant', 'operators'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * How far a mail is, for one recipient or as a whole. `pending`: to be tried, at once or later. `sending`: somebody is at it.
 * `unknown`: all of it was handed over and no answer came; it may have arrived, and must not be sent again unasked.
 */
export const DELIVERY_STATES = ['pending', 'sending', 'sent', 'failed', 'unknown'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What an attempt came to, for one recipient. */
export type AttemptState = Exclude<DeliveryState, 'sending'>;

/** What became of one recipient. `reply`: the server's words, one line; untrusted. */
export type RecipientOutcome = {
  readonly address: string;
  readonly state: AttemptState;
  readonly code: string | null;
  readonly reply: string | null;
};

/** The worst first: what a person must look at is never hidden by what went well. */
const WORST_FIRST: readonly DeliveryState[] = ['unknown', 'sending', 'pending', 'failed', 'sent'];

/** The state of a mail as a whole, from those of its recipients. */
export const wholeState = (states: readonly DeliveryState[]): DeliveryState => WORST_FIRST.find((state) => states.includes(state)) ?? 'sent';

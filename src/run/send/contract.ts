import type { OutboxEntry } from '../../archive/outbox.ts';
import type { Config, ReadySmtp, TenantConfig } from '../../config/config.ts';
import type { UserError } from '../../errors.ts';
import type { Branding } from '../../model/branding.ts';
import type { Mailbox } from '../../model/mailbox.ts';

/** A mail as it would be sent, and where it was written. */
export type DryMail = {
  readonly tenantId: string;
  readonly periodKey: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  readonly size: number;
  readonly attached: boolean;
  readonly file: string;
};

/** What a report is sent from: a bundle that was named, or the one of a tenant's period. */
export type Wanted = { readonly path: string } | { readonly tenant: TenantConfig; readonly periodKey: string; readonly root: string };

export type SendContext = {
  readonly config: Config;
  /** Those that the command is about. */
  readonly tenants: readonly TenantConfig[];
  /** By tenant, as configured now. */
  readonly brandings: ReadonlyMap<string, Branding>;
  readonly signal: AbortSignal;
  readonly note: (text: string) => void;
};

export type SendReports = SendContext & {
  readonly wanted: readonly Wanted[];
  readonly smtp: ReadySmtp;
  /** A test: to these, and to nobody else. Null: to the recipients of the tenant. */
  readonly to: readonly Mailbox[] | null;
};

export type SendOutcome = {
  readonly mails: readonly OutboxEntry[];
  /** Sentences: what did not arrive, or may not have. Any one means exit code 3. */
  readonly missing: readonly string[];
  /** What could not even be tried. */
  readonly errors: readonly UserError[];
};

import { UsageError, UserError } from '../../errors.ts';

/** Stable: scripts look for them. */
export type CheckId =
  | 'configuration'
  | 'archive'
  | 'output'
  | 'browser'
  | 'mail-server'
  | 'mail-token'
  | 'mail-signature'
  | 'signing-key'
  | 'time-stamp'
  | 'pdf-signature'
  | 'schedules'
  | 'schedule'
  | 'api-key'
  | 'api'
  | 'sessions'
  | 'clock'
  | 'recipients'
  | 'templates'
  | 'logo'
  | 'responses'
  | 'pseudonyms';

export type CheckState = 'ok' | 'warning' | 'failed' | 'not-checked';

/** Whose fault a failure is, which decides on the exit code: the same that the mistake would have with `run`. */
export type Fault = 'configuration' | 'surroundings' | 'bug';

/** What one check came to, in sentences of its own; what others say is quoted in them, and is untrusted text. */
export type CheckResult = {
  readonly state: CheckState;
  readonly found: string;
  /** What to do about it; null: nothing. */
  readonly next: string | null;
  /** Null unless it failed. */
  readonly fault: Fault | null;
};

/** One line of the doctor's account. `tenantId`: null where it is about all tenants. */
export type CheckRow = CheckResult & { readonly id: CheckId; readonly tenantId: string | null };

export const good = (found: string): CheckResult => ({ state: 'ok', found, next: null, fault: null });
export const warning = (found: string, next: string): CheckResult => ({ state: 'warning', found, next, fault: null });
export const failed = (found: string, next: string, fault: Fault = 'surroundings'): CheckResult => ({ state: 'failed', found, next, fault });
export const notChecked = (why: string): CheckResult => ({ state: 'not-checked', found: why, next: null, fault: null });

/** All is well, but something was noted on the way that a person should look after. */
export const goodUnless = (found: string, notices: readonly string[]): CheckResult =>
  notices.length === 0 ? good(found) : { state: 'warning', found, next: notices.join('\n'), fault: null };

const TENANT = /^Tenant [a-z0-9_-]+: (.)/gmu;

/** Each row stands under its tenant. */
const withoutTenant = (message: string): string => message.replaceAll(TENANT, (_prefix, first: string) => first.toUpperCase());

const MENDS: Readonly<Record<string, string>> = {
  'secret-missing': 'Set the variable, or write the file, where vdc-report runs: in its shell, service or pipeline.',
};

/** What was thrown, as a result: the mistake and its mend. Whatever is no UserError is a bug of ours. */
export const failureFrom = (error: unknown): CheckResult => {
  if (error instanceof UserError) {
    const next = MENDS[error.code] ?? error.hint ?? 'Correct it, and run the doctor again.';
    return failed(withoutTenant(error.message), next, error instanceof UsageError ? 'configuration' : 'surroundings');
  }
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return failed(`This check met a bug in vdc-report: ${words}`, 'Please report it to the project, with this line.', 'bug');
};

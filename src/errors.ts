/** A mistake or a state of the world that the user can mend. Anything else that is thrown is a bug. */
export class UserError extends Error {
  readonly code: string;
  readonly hint: string | null;

  constructor(code: string, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'UserError';
    this.code = code;
    this.hint = options.hint ?? null;
  }
}

/** The command line or the configuration is wrong: exit code 2, nothing was done. */
export class UsageError extends UserError {}

/** A part of the output would have been wrong, blank or unsafe, and was not made: exit code 3. */
export class OutputError extends UserError {}

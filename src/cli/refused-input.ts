import { UsageError, UserError } from '../errors.ts';
import { cleanLine } from './terminal.ts';

/** What cannot be worked on was named on the command line: exit code 2. The sentence may quote names from a hostile file. */
export const refusedInput = (error: unknown): unknown => {
  if (!(error instanceof UserError)) return error;
  const { code, message, hint, cause } = error;
  return new UsageError(code, cleanLine(message), { ...(hint === null ? {} : { hint: cleanLine(hint) }), cause });
};

import { UserError } from '../../errors.ts';

/** What is said of an archive that does not hold together. Nothing is written to it any more. */
export const damaged = (what: string, cause?: unknown): UserError =>
  new UserError('archive-damaged', `The archive is damaged: ${what}.`, {
    hint: 'It was left as it is. Move it away, and put back a copy from before, or begin a new one by collecting again.',
    ...(cause === undefined ? {} : { cause }),
  });

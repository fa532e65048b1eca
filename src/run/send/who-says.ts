import { userInfo } from 'node:os';
import { UsageError } from '../../errors.ts';

const LONGEST_NAME = 200;

const userOfMachine = (): string | null => {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return null;
  }
};

/** Who vouches for a mail: as named, else the user of this machine. One line. Throws UsageError. */
export const whoSays = (named: string | undefined): string => {
  const name = (named ?? userOfMachine() ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  if (name !== '' && name.length <= LONGEST_NAME) return name;
  throw new UsageError('bad-usage', `--by expects a name of at most ${String(LONGEST_NAME)} characters.`, {
    hint: 'Write "vdc-report send --confirm 12 --by \'Jane Doe\'".',
  });
};

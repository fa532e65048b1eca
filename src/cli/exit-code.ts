import type { SignalName } from '../world.ts';

export const EXIT = { done: 0, gate: 1, usage: 2, missing: 3, bug: 70 } as const;
const INTERRUPTED: Readonly<Record<SignalName, ExitCode>> = { SIGINT: 130, SIGTERM: 143 };

export type ExitCode = (typeof EXIT)[keyof typeof EXIT] | 130 | 143;

/** What happened, of which several things can be true at once. */
export type Ending = {
  readonly bug?: boolean;
  readonly interrupted?: SignalName | null;
  /** The command line or the configuration is wrong. */
  readonly usage?: boolean;
  /** Something could not be collected, made or delivered. */
  readonly missing?: boolean;
  /** A gate was asked for, and a verdict is not `pass`. */
  readonly gate?: boolean;
};

/** One number for all that happened: the worst wins. An interruption hides what it has caused, but no bug. */
export const exitCode = ({ bug, interrupted, usage, missing, gate }: Ending): ExitCode => {
  if (bug === true) return EXIT.bug;
  if (interrupted !== undefined && interrupted !== null) return INTERRUPTED[interrupted];
  if (usage === true) return EXIT.usage;
  if (missing === true) return EXIT.missing;
  return gate === true ? EXIT.gate : EXIT.done;
};

import type { Instant } from './model/instant.ts';

/** Where text goes. `columns` is read at each use, because a terminal can be resized. */
export type Output = { readonly write: (text: string) => void; readonly isTTY: boolean; readonly columns: number };

export type SignalName = 'SIGINT' | 'SIGTERM';

/** Everything that the outside gives to the program. `main.ts` builds the real one, tests and the demo their own. */
export type World = {
  /** Of this program, as in package.json. */
  readonly version: string;
  readonly now: () => Instant;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The arguments after the program's own name. */
  readonly argv: readonly string[];
  readonly stdout: Output;
  readonly stderr: Output;
  /** Asks whoever sits at the terminal; null at the end of what they say. Null: nobody sits there. */
  readonly ask: ((question: string, signal: AbortSignal) => Promise<string | null>) | null;
  /** Calls `listener` at each interruption until the returned function is called. */
  readonly onSignal: (listener: (name: SignalName) => void) => () => void;
};

import type { Output, SignalName, World } from '../../../src/world.ts';

export type FakeWorld = World & { readonly out: () => string; readonly err: () => string; readonly interrupt: (name: SignalName) => void };

type Writer = Output & { readonly text: () => string };

const writer = (isTTY: boolean, columns: number, onWrite: () => void): Writer => {
  let text = '';
  return {
    write: (more) => {
      text += more;
      onWrite();
    },
    text: () => text,
    isTTY,
    columns,
  };
};

export type FakeOptions = {
  readonly env?: World['env'];
  readonly cwd?: string;
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** What somebody at the terminal says, one after the other; without it nobody sits there. */
  readonly answers?: readonly string[];
  /** Called after each write to stdout. */
  readonly onResult?: (world: FakeWorld) => void;
};

/** A world that keeps what is written, at a fixed time. */
export const fakeWorld = (argv: readonly string[], options: FakeOptions = {}): FakeWorld => {
  const { env = {}, cwd = '/nowhere', isTTY = false, columns = 100, answers, onResult } = options;
  const said = [...(answers ?? [])];
  const listeners = new Set<(name: SignalName) => void>();
  const stdout = writer(isTTY, columns, () => onResult?.(world));
  const stderr = writer(isTTY, columns, () => undefined);
  const world: FakeWorld = {
    version: '1.2.3',
    now: () => Date.parse('2026-11-02T05:00:00Z'),
    sleep: async () => undefined,
    random: () => 0.5,
    env,
    cwd,
    argv,
    stdout,
    stderr,
    ask:
      answers === undefined
        ? null
        : async (question) => {
            stderr.write(question);
            return said.shift() ?? null;
          },
    onSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    out: stdout.text,
    err: stderr.text,
    interrupt: (name) => listeners.forEach((listener) => listener(name)),
  };
  return world;
};

import type { World } from '../world.ts';
import { cleanText } from './terminal.ts';
import type { ExitCode } from './exit-code.ts';

export type Voice = { readonly json: boolean; readonly quiet: boolean; readonly verbose: boolean };

/** What a command has at hand: the world, and a voice that never says a secret and never lets text take over the terminal. */
export type Shell = {
  readonly world: World;
  /** Aborted at SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly voice: Voice;
  /** A result, to stdout. A line break is added. */
  readonly result: (text: string) => void;
  /** For people, to stderr; silent with --quiet. */
  readonly tell: (text: string) => void;
  /** An error, to stderr, always. */
  readonly complain: (text: string) => void;
  /** From now on the text is replaced wherever this shell writes. */
  readonly hide: (secret: string) => void;
};

export type Action = (shell: Shell) => Promise<ExitCode>;

/** Shorter ones would mangle ordinary words. */
const SHORTEST_HIDDEN = 4;

/** Colours are ours; they are kept apart from what `cleanText` writes out. */
const cleanPainted = (text: string): string =>
  text
    .split(/(\u001b\[\d{1,2}m)/)
    .map((part, index) => (index % 2 === 1 ? part : cleanText(part)))
    .join('');

export const createShell = (world: World, signal: AbortSignal, voice: Voice): Shell => {
  const secrets = new Set<string>();
  const safe = (text: string): string => [...secrets].reduce((kept, secret) => kept.replaceAll(secret, '***'), cleanPainted(text));
  const complain = (text: string): void => world.stderr.write(`${safe(text)}\n`);
  return {
    world,
    signal,
    voice,
    result: (text) => world.stdout.write(`${safe(text)}\n`),
    tell: (text) => (voice.quiet ? undefined : complain(text)),
    complain,
    hide: (secret) => {
      if (secret.length >= SHORTEST_HIDDEN) secrets.add(secret);
    },
  };
};

import { UsageError } from '../errors.ts';
import { toIso, type Instant } from '../model/instant.ts';
import { WORLD_NAMES } from '../simulator/wire.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { choiceOption, flag, listOption, numberOption, textOption } from './option-kinds.ts';
import type { Action } from './shell.ts';
import { untilAborted } from './until-aborted.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = {
  world: choiceOption('world', 'Which world to serve (default healthy)', WORLD_NAMES),
  seed: numberOption('seed', 'Another number, another world (default 1)', [0, 2 ** 31 - 1]),
  port: numberOption('port', 'Port on 127.0.0.1; 0: any free one (default 0)', [0, 65535]),
  key: textOption('key', 'API key to ask for (default simulator-key)'),
  envelope: flag('Answer with the paged envelope instead of bare arrays'),
  fault: listOption('fault', 'A fault, such as 429@job=2,times=3,retry-after=5 or hang@job="SharePoint*"'),
  latency: numberOption('latency', 'Milliseconds before every answer (default 0)', [0, 600_000]),
  now: textOption('now', "The world's own clock, such as 2026-11-02T05:00:00Z (default: now)"),
  jobs: numberOption('jobs', 'How many jobs the world "large" has (default 100)', [1, 10_000]),
  days: numberOption('days', 'Days of history (default 95)', [1, 3660]),
  ...VOICE_OPTIONS,
} as const;

type Args = {
  readonly [Name in 'world' | 'key' | 'now']: string | undefined;
} & { readonly [Name in 'seed' | 'port' | 'latency' | 'jobs' | 'days']: number | undefined } & {
  readonly world: (typeof WORLD_NAMES)[number] | undefined;
  readonly envelope: boolean | undefined;
  readonly fault: readonly string[] | undefined;
};

const DEFAULT_KEY = 'simulator-key';

const readNow = async (text: string | undefined, now: Instant): Promise<Instant> => {
  if (text === undefined) return now;
  const { parseInstant } = await import('../config/read-instant.ts');
  const instant = parseInstant(text, 'UTC');
  if (instant === null)
    throw new UsageError('bad-instant', `--now: ${JSON.stringify(text)} is not an instant.`, { hint: 'Write it as 2026-11-02T05:00:00Z.' });
  return instant;
};

const snippet = (url: string): string =>
  [
    'timezone: Europe/Berlin',
    'tenants:',
    '  - id: simulated',
    '    name: Simulated tenant',
    `    baseUrl: ${url}`,
    '    apiKey: { env: SIMULATOR_KEY }',
  ].join('\n');

const howToUse = (url: string, key: string): string =>
  [
    `The simulator serves ${url}`,
    `API key: ${key}`,
    '',
    'To use it, put this into vdc-report.yaml:',
    '',
    snippet(url),
    '',
    `and run: SIMULATOR_KEY=${key} vdc-report run`,
    '',
    'Ctrl+C ends it.',
  ].join('\n');

const simulateAction =
  (args: Args): Action =>
  async (shell) => {
    const { simulate } = await import('../simulator/index.ts');
    const now = await readNow(args.now, shell.world.now());
    const key = args.key ?? DEFAULT_KEY;
    const world = {
      name: args.world ?? 'healthy',
      seed: args.seed ?? 1,
      now,
      ...(args.jobs === undefined ? {} : { jobs: args.jobs }),
      ...(args.days === undefined ? {} : { days: args.days }),
    };
    const { envelope = false, fault = [], latency = 0, port = 0 } = args;
    const simulator = await simulate({ world, apiKey: key, envelope, faults: fault, latencyMs: latency, port, now: shell.world.now });
    try {
      shell.result(
        shell.voice.json
          ? JSON.stringify({ url: simulator.url, key, world: world.name, seed: world.seed, now: toIso(now) })
          : howToUse(simulator.url, key),
      );
      await untilAborted(shell.signal);
    } finally {
      await simulator.close();
    }
    return EXIT.done;
  };

export const simulateCommand: Command = {
  name: 'simulate',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'simulate',
      'Serve a simulated reporting API on this machine, with a chosen world and chosen faults',
      (command) =>
        command
          .options(OPTIONS)
          .example('$0 simulate --world troubled --port 8080', 'a tenant with problems, on a fixed port')
          .example('$0 simulate --fault 429@times=3,retry-after=1 --fault hang@job=2', 'two faults at once'),
      (args) => choose(args, simulateAction(args)),
    ),
};

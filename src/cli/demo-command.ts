import { resolve } from 'node:path';
import { FORMATS, type Format } from '../config/config.ts';
import { WORLD_NAMES } from '../simulator/wire.ts';
import type { World } from '../world.ts';
import type { Command } from './command.ts';
import { browserPath } from './ready-request.ts';
import { choiceOption, choicesOption, flag, numberOption, textOption } from './option-kinds.ts';
import type { Action } from './shell.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = {
  world: choiceOption('world', 'Which world to report on (default troubled)', WORLD_NAMES),
  seed: numberOption('seed', 'Another number, another world (default 1)', [0, 2 ** 31 - 1]),
  out: textOption('out', 'Folder for the report (default ./reports)'),
  format: choicesOption('format', 'What to write', FORMATS),
  browser: textOption('browser', 'Chromium or Chrome that prints the PDF'),
  gate: flag('Exit with 1 when the verdict is not pass'),
  ...VOICE_OPTIONS,
} as const;

type Args = {
  readonly world: (typeof WORLD_NAMES)[number] | undefined;
  readonly seed: number | undefined;
  readonly out: string | undefined;
  readonly format: readonly Format[] | undefined;
  readonly browser: string | undefined;
  readonly gate: boolean | undefined;
};

/** The demo's own clock: the same report on every machine and every day. */
const DEMO_NOW = Date.parse('2026-11-02T05:00:00Z');
const DEMO_KEY = 'demo-key-of-the-simulator';

const demoWorld = (world: World): World => ({ ...world, now: () => DEMO_NOW });

const demoAction =
  (args: Args): Action =>
  async (shell) => {
    const { simulate } = await import('../simulator/index.ts');
    const { demoConfig } = await import('./demo-config.ts');
    const { reportRun } = await import('./report-run.ts');
    const { UNSIGNED } = await import('../run/signing.ts');
    const { cwd } = shell.world;
    const world = demoWorld(shell.world);
    const simulator = await simulate({
      world: { name: args.world ?? 'troubled', seed: args.seed ?? 1, now: DEMO_NOW },
      apiKey: DEMO_KEY,
      now: world.now,
    });
    try {
      const config = demoConfig(simulator.url, cwd);
      const request = {
        mode: 'run' as const,
        config,
        tenants: config.tenants.map((tenant) => ({ ...tenant, apiKey: DEMO_KEY })),
        smtp: null,
        signing: UNSIGNED,
        disclosures: new Map(),
        responses: new Map(),
        brandings: new Map(),
        periodText: '2026-10',
        asOf: DEMO_NOW,
        out: resolve(cwd, args.out ?? './reports'),
        formats: args.format ?? null,
        browser: args.browser === undefined ? null : browserPath(cwd, args.browser),
        signal: shell.signal,
      };
      return await reportRun(request, args.gate ?? false, shell, world, 'demo');
    } finally {
      await simulator.close();
    }
  };

export const demoCommand: Command = {
  name: 'demo',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'demo',
      'Make a report of a simulated tenant: no account, no configuration, no network',
      (command) =>
        command
          .options(OPTIONS)
          .example('$0 demo', 'a tenant with problems, October 2026')
          .example('$0 demo --world healthy --out /tmp/demo', 'one without, elsewhere'),
      (args) => choose(args, demoAction(args)),
    ),
};

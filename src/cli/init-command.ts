import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { CONFIG_FILES } from '../config/load-config.ts';
import type { StarterAnswers } from '../config/starter-sections.ts';
import { UsageError } from '../errors.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { askForRest, NO_ADDRESS, starterFor, type Given } from './init-questions.ts';
import { textOption } from './option-kinds.ts';
import type { Action } from './shell.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = {
  dir: textOption('dir', 'Folder for vdc-report.yaml; default: the working folder'),
  id: textOption('id', 'Short id of the tenant, such as contoso'),
  name: textOption('name', 'Name of the tenant in its reports; default: its id'),
  'base-url': textOption('base-url', 'Address of the reporting API, as the VDC console shows it'),
  'key-env': textOption('key-env', 'Environment variable that holds the API key: its name, not the key'),
  timezone: textOption('timezone', 'IANA time zone of the reports; default: that of this machine'),
  ...VOICE_OPTIONS,
} as const;

const [FILE] = CONFIG_FILES;

const exists = (path: string): UsageError =>
  new UsageError('config-exists', `${path} stands there already; nothing was written.`, {
    hint: 'Edit that file, or name another folder with --dir.',
  });

const refuseSecond = (folder: string): void => {
  const found = CONFIG_FILES.map((name) => join(folder, name)).find(existsSync);
  if (found !== undefined) throw exists(found);
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause');

/** Never over a file that came there in the meantime. */
const writeNew = async (folder: string, text: string): Promise<string> => {
  const path = join(folder, FILE);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
    return path;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST' && existsSync(path)) throw exists(path);
    throw new UsageError('config-not-written', `${path} could not be written (${codeOf(cause)}).`, {
      hint: 'Give this user the right to write there, or name another folder with --dir.',
      cause,
    });
  }
};

/** As a shell reads it. */
const shellWord = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const commandsAfter = (path: string, cwd: string, keyEnv: string): readonly string[] => {
  const config = resolve(cwd, FILE) === path ? '' : ` --config ${shellWord(relative(cwd, path))}`;
  return [`export ${keyEnv}='the key'`, `vdc-report doctor${config}`, `vdc-report run${config} --period last-30-days`];
};

const MEANINGS = ['the API key: here, or in the environment of the service', 'tries every part, and says what to mend', 'the first report'];

const KEEP = ['Put no key into a file under version control. For .gitignore:', '', '  vdc-report.db*', '  reports/'];

const EXAMPLE = ['Its baseUrl is an example: replace it by the one that the VDC console shows.'];

const textAfter = (path: string, commands: readonly string[], { baseUrl }: StarterAnswers): string => {
  const lines = commands.flatMap((command, at) => [`  # ${MEANINGS[at] ?? ''}`, `  ${command}`]);
  return [`${path} was written.`, ...(baseUrl === NO_ADDRESS ? EXAMPLE : []), '', 'Next:', '', ...lines, '', ...KEEP].join('\n');
};

type Args = { readonly dir: string | undefined; readonly id: string | undefined; readonly name: string | undefined } & {
  readonly [Name in 'base-url' | 'key-env' | 'timezone']: string | undefined;
};

const initAction =
  (args: Args): Action =>
  async (shell) => {
    const { world, voice, result } = shell;
    const folder = resolve(world.cwd, args.dir ?? '.');
    refuseSecond(folder);
    const written: Given = { id: args.id, name: args.name, baseUrl: args['base-url'], keyEnv: args['key-env'], timezone: args.timezone };
    // What is wrong already is said before anything is asked.
    starterFor(written, folder);
    const { answers, text } = starterFor(await askForRest(written, folder, shell), folder);
    const path = await writeNew(folder, text);
    const next = commandsAfter(path, world.cwd, answers.keyEnv);
    result(voice.json ? JSON.stringify({ path, next, exitCode: EXIT.done }) : textAfter(path, next, answers));
    return EXIT.done;
  };

export const initCommand: Command = {
  name: 'init',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'init',
      'Write a commented vdc-report.yaml to begin with; in a terminal it asks for what is not given',
      (command) =>
        command
          .options(OPTIONS)
          .example('$0 init', 'asks, and writes into the working folder')
          .example('$0 init --id contoso --base-url https://vdc-api.example/v1 --timezone Europe/Berlin', 'in a script'),
      (args) => choose(args, initAction(args)),
    ),
};

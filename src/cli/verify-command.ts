import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { flag, listOption, textOption, textPositional } from './option-kinds.ts';
import { refusedInput } from './refused-input.ts';
import type { Action } from './shell.ts';
import { paintFor } from './terminal.ts';

const OPTIONS = {
  earlier: listOption('earlier', 'An earlier bundle of the same tenant, to follow the chain of reports'),
  key: listOption('key', 'A public key that you trust, in PEM form'),
  templates: textOption('templates', 'Folder of the templates that the pages were made with, where they are your own'),
  json: flag('Print every check as one JSON document to stdout'),
  quiet: flag('Print only what does not agree, and the verdict'),
  verbose: flag('Print every single check'),
} as const;

type Args = {
  readonly path: string | undefined;
  readonly templates: string | undefined;
  readonly earlier: readonly string[] | undefined;
  readonly key: readonly string[] | undefined;
};

const HOW_TO_NAME_KEYS = 'Name the public key, the file that ends in .pub, after --key.';

const readText = async (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError('key-unreadable', `The key ${path} cannot be read.`, { hint: HOW_TO_NAME_KEYS, cause });
  });

const readKeys = async (paths: readonly string[]) => {
  const { readPublicKey } = await import('../evidence/keys.ts');
  const pems = await Promise.all(paths.map(async (path) => ({ path, pem: await readText(path) })));
  return pems.map(({ path, pem }) => readPublicKey(pem, path, HOW_TO_NAME_KEYS));
};

const verifyAction =
  ({ path: named, templates, earlier = [], key = [] }: Args): Action =>
  async ({ world, voice, signal, result }) => {
    if (named === undefined)
      throw new UsageError('bad-usage', 'verify expects the path of a bundle.', { hint: 'Write "vdc-report verify reports/contoso/2026-10".' });
    const at = (path: string): string => resolve(world.cwd, path);
    const { verifyBundle } = await import('../run/verify-bundle.ts');
    const { resultOf, verifyJson, verifyText } = await import('./verify-summary.ts');
    const verified = await (async () => {
      const trustedKeys = await readKeys(key.map(at));
      return verifyBundle({
        path: at(named),
        templates: templates === undefined ? null : at(templates),
        earlier: earlier.map(at),
        trustedKeys,
        version: world.version,
        node: process.version,
      });
    })().catch((error: unknown) => {
      throw refusedInput(error);
    });
    signal.throwIfAborted();
    const code = exitCode({ gate: resultOf(verified) === 'differs' });
    result(voice.json ? verifyJson(verified, at(named), code) : verifyText(verified, voice, paintFor(world.stdout, world.env)));
    return code;
  };

export const verifyCommand: Command = {
  name: 'verify',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'verify [path]',
      'Recompute a report from its evidence and say what does not agree; without network, archive or configuration',
      (command) =>
        command
          .positional('path', textPositional('verify', 'Folder of a bundle, a zip of it, or its PDF'))
          .options(OPTIONS)
          .example('$0 verify reports/contoso/2026-10', 'exit code 0: everything checked agrees; 1: something does not')
          .example('$0 verify contoso-2026-10.zip --key vdc-report.pem.pub', 'signed, by a key that you trust')
          .example('$0 verify 2026-10 --earlier 2026-09 --earlier 2026-08', 'and the chain of reports that leads to it'),
      (args) => choose(args, verifyAction(args)),
    ),
};

import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { choicePositional, textPositional } from './option-kinds.ts';
import { refusedInput } from './refused-input.ts';
import type { Action } from './shell.ts';
import { cleanLine } from './terminal.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const WHAT = ['new'] as const;

type Args = { readonly what: (typeof WHAT)[number] | undefined; readonly path: string | undefined };

type Written = { readonly keyId: string; readonly privateKey: string; readonly publicKey: string };

const nextSteps = ({ keyId, privateKey, publicKey }: Written): string =>
  [
    `Private key: ${cleanLine(privateKey)}`,
    `Public key:  ${cleanLine(publicKey)}`,
    `Key id:      ${keyId}`,
    '',
    'To sign every bundle from now on, put this into the configuration:',
    '',
    `  signing: { key: { file: ${cleanLine(JSON.stringify(privateKey))} } }`,
    '',
    'Keep the private key to yourself and a copy in a safe place. Give the public key to whoever verifies,',
    'by another way than the bundles, with the key id to compare. They write:',
    '',
    `  vdc-report verify PATH --key ${cleanLine(publicKey)}`,
  ].join('\n');

const keysAction =
  ({ what, path }: Args): Action =>
  async ({ world, voice, result }) => {
    if (what === undefined || path === undefined)
      throw new UsageError('bad-usage', 'keys expects new and a path.', { hint: 'Write "vdc-report keys new ./signing.pem".' });
    const { createKeys, writeKeyFiles } = await import('../evidence/keys.ts');
    const keys = createKeys();
    const { privatePath, publicPath } = await writeKeyFiles(resolve(world.cwd, path), keys).catch((error: unknown) => {
      throw refusedInput(error);
    });
    const written: Written = { keyId: keys.keyId, privateKey: privatePath, publicKey: publicPath };
    result(voice.json ? JSON.stringify(written) : nextSteps(written));
    return EXIT.done;
  };

export const keysCommand: Command = {
  name: 'keys',
  options: Object.keys(VOICE_OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'keys [what] [path]',
      'Make a pair of keys with which bundles are signed',
      (command) =>
        command
          .positional('what', choicePositional('keys', 'What to do', WHAT))
          .positional('path', textPositional('keys', 'File for the private key; the public one gets .pub after it'))
          .options(VOICE_OPTIONS)
          .example('$0 keys new ./signing.pem', 'writes signing.pem and signing.pem.pub; replaces nothing'),
      (args) => choose(args, keysAction(args)),
    ),
};

#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { setTimeout as timer } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { askOn } from './ask.ts';
import { cli } from './cli/index.ts';
import type { Output, SignalName, World } from './world.ts';

/** Where there is no terminal whose width could be asked. */
const DEFAULT_COLUMNS = 100;

const SIGNALS: readonly SignalName[] = ['SIGINT', 'SIGTERM'];

const output = (stream: NodeJS.WriteStream): Output => {
  // Whoever reads us may stop reading (`| head`): that is no error of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => void stream.write(text),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.isTTY ? stream.columns : DEFAULT_COLUMNS;
    },
  };
};

const readVersion = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
};

/** The first signal asks politely; the second ends the process at once, whatever hangs. */
const onSignal: World['onSignal'] = (listener) => {
  let asked = false;
  const handle = (name: SignalName): void => {
    if (asked) process.exit(name === 'SIGINT' ? 130 : 143);
    asked = true;
    listener(name);
  };
  SIGNALS.forEach((name) => process.on(name, handle));
  return () => SIGNALS.forEach((name) => process.off(name, handle));
};

/*
 * V8 doubles the room for young objects while a program loads its modules, where nearly all of them survive, up to three times
 * 32 MiB that never are needed again. Kept as small as it begins, a monthly report takes 120 MiB less, for a tenth more computing
 * at most. Node offers this as an option of its own (`--max-semi-space-size`), which a program cannot give to itself.
 */
setFlagsFromString('--semi-space-growth-factor=1');

process.exitCode = await cli({
  version: readVersion(),
  now: Date.now,
  sleep: (ms, signal) => timer(ms, undefined, signal === undefined ? {} : { signal }),
  random: Math.random,
  env: process.env,
  cwd: process.cwd(),
  argv: process.argv.slice(2),
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  ask: process.stdin.isTTY && process.stderr.isTTY ? askOn({ input: process.stdin, output: process.stderr }) : null,
  onSignal,
});

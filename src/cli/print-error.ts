import { UsageError, UserError } from '../errors.ts';
import { EXIT, exitCode, type ExitCode } from './exit-code.ts';
import type { Shell } from './shell.ts';

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');

const causesOf = (error: Error): string[] => (error.cause instanceof Error ? [`caused by: ${error.cause.message}`, ...causesOf(error.cause)] : []);

const userErrorText = (error: UserError, verbose: boolean): string =>
  [`vdc-report: ${error.message}`, ...(error.hint === null ? [] : [indented(error.hint)]), ...(verbose ? causesOf(error).map(indented) : [])].join(
    '\n',
  );

const SHORT_STACK = 4;

const bugText = (thrown: unknown, { world, voice }: Shell): string => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [
    `vdc-report: this is a bug in vdc-report ${world.version}, not in what you did.`,
    indented(`${error.name}: ${error.message}`),
    ...(voice.verbose ? [...stack, ...causesOf(error).map(indented)] : stack.slice(0, SHORT_STACK)),
    indented('Please report it to the project, with these lines and the command; read them first, they may hold names.'),
    ...(voice.verbose ? [] : [indented('With --verbose there are more of them.')]),
  ].join('\n');
};

const codeOf = (thrown: unknown): ExitCode => {
  if (thrown instanceof UsageError) return EXIT.usage;
  return thrown instanceof UserError ? EXIT.missing : EXIT.bug;
};

const jsonOf = (thrown: unknown, code: ExitCode): string => {
  const known = thrown instanceof UserError ? thrown : null;
  const error = { code: known?.code ?? 'bug', message: thrown instanceof Error ? thrown.message : String(thrown), hint: known?.hint ?? null };
  return JSON.stringify({ error, exitCode: code });
};

/** Says what went wrong, as a sentence with what to do, and returns the exit code that fits. */
export const printError = (thrown: unknown, shell: Shell): ExitCode => {
  const code = codeOf(thrown);
  shell.complain(thrown instanceof UserError ? userErrorText(thrown, shell.voice.verbose) : bugText(thrown, shell));
  if (shell.voice.json) shell.result(jsonOf(thrown, code));
  return exitCode({ bug: code === EXIT.bug, usage: code === EXIT.usage, missing: code === EXIT.missing });
};

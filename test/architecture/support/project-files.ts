import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';

const git = (): string[] | null => {
  try {
    return execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\0');
  } catch {
    return null;
  }
};

const ignored = (): string[] =>
  readFileSync('.gitignore', 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''));

/** Without git: everything but what is never committed, such as the user's own configuration. */
const walk = (): string[] => {
  const left = new Set(['.git', ...ignored()]);
  const top = readdirSync('.').filter((name) => !left.has(name) && !name.startsWith('vdc-report.'));
  return top.flatMap((name) =>
    statSync(name).isDirectory()
      ? readdirSync(name, { recursive: true, encoding: 'utf8' }).map((path) => `${name}/${path.replaceAll('\\', '/')}`)
      : [name],
  );
};

/** Paths of the files that make up the project, with slashes. */
export const projectFiles = (): string[] => {
  const tracked = (git() ?? []).filter((path) => path !== '' && existsSync(path));
  return (tracked.length > 0 ? tracked : walk()).filter((path) => statSync(path).isFile());
};

const BINARY = /\.(?:png|jpe?g|gif|woff2?|pdf|ico)$/;

export type TextFile = { readonly path: string; readonly text: string };

export const textFiles = (paths: readonly string[]): TextFile[] =>
  paths.filter((path) => !BINARY.test(path)).map((path) => ({ path, text: readFileSync(path, 'utf8') }));

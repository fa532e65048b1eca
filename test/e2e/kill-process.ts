import { channel } from 'node:diagnostics_channel';
import { existsSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { startProgram } from '../support/pipeline.ts';

/**
 * What can be seen of a process from outside: that it began, asked, was answered, wrote what it was told to its archive, said
 * how far it is, wrote in the folder of the bundles, put a bundle in its place.
 */
export type Mark = 'start' | 'request' | 'answer' | 'archive' | 'stage' | 'bundle' | 'placed';

/** SIGKILL so many milliseconds after a mark was seen for the so-manieth time, from 1. */
export type Aim = { readonly mark: Mark; readonly count: number; readonly wait: number };

export type Seen = Readonly<Record<Mark, number>>;
/** `code`: null where it was killed. */
export type Fate = { readonly code: number | null; readonly err: string; readonly seen: Seen };

/** Where a process works: its folder with the archive, the folder of its tenant's bundles, and the port of its source. */
export type Place = { readonly folder: string; readonly bundles: string; readonly port: string };

type Note = (mark: Mark) => void;
type Release = () => void;

const portOf = (message: unknown): string => {
  if (typeof message !== 'object' || message === null || !('request' in message)) return '';
  const { request } = message;
  if (typeof request !== 'object' || request === null || !('headers' in request)) return '';
  const { headers } = request;
  return typeof headers === 'object' && headers !== null && 'host' in headers ? String(headers.host).replace(/^.*:/, '') : '';
};

/** The source runs in this process: Node tells of each request and each finished answer. */
const watchSource = (port: string, note: Note): Release => {
  const listen = (name: string, mark: Mark): Release => {
    const told = channel(name);
    const onMessage = (message: unknown): void => {
      if (portOf(message) === port) note(mark);
    };
    told.subscribe(onMessage);
    return () => {
      told.unsubscribe(onMessage);
    };
  };
  const releases = [listen('http.server.request.start', 'request'), listen('http.server.response.finish', 'answer')];
  return () => releases.forEach((release) => release());
};

const watchArchive = (folder: string, note: Note): Release => {
  const watcher = watch(folder, (_, name) => {
    if (name?.startsWith('vdc-report.db') === true) note('archive');
  });
  return () => watcher.close();
};

/** Everything in the tenant's folder, and in the temporary folders that come to be there. */
const watchBundles = (folder: string, note: Note): Release => {
  const inside = new Map<string, FSWatcher>();
  const watchInside = (name: string): void => {
    const path = join(folder, name);
    if (!name.startsWith('.tmp-') || inside.has(name) || !existsSync(path)) return;
    const watcher = watch(path, () => note('bundle'));
    // It may be gone, by its new name, before it is watched.
    watcher.on('error', () => watcher.close());
    inside.set(name, watcher);
  };
  const outer = watch(folder, (event, name) => {
    note('bundle');
    watchInside(name ?? '');
    if (event === 'rename' && name !== null && !name.startsWith('.') && existsSync(join(folder, name))) note('placed');
  });
  return () => [outer, ...inside.values()].forEach((watcher) => watcher.close());
};

/** Runs the program in its place and, where there is an aim, kills it then. It may be done before. */
export const live = async (
  { folder, bundles, port }: Place,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  aim: Aim | null,
): Promise<Fate> => {
  const seen: Record<Mark, number> = { start: 0, request: 0, answer: 0, archive: 0, stage: 0, bundle: 0, placed: 0 };
  const child = startProgram(folder, argv, env);
  const timers: NodeJS.Timeout[] = [];
  const note: Note = (mark) => {
    // Before it was told anything it only opens the archive.
    if (mark === 'archive' && seen.answer === 0) return;
    seen[mark] += 1;
    if (aim?.mark === mark && aim.count === seen[mark]) timers.push(setTimeout(() => child.kill('SIGKILL'), aim.wait));
  };
  child.stderr?.on('data', (chunk: Buffer) => [...chunk.toString().matchAll(/\n/g)].forEach(() => note('stage')));
  const releases = [watchSource(port, note), watchArchive(folder, note), watchBundles(bundles, note)];
  note('start');
  const { err } = await child.ended;
  timers.forEach((timer) => clearTimeout(timer));
  releases.forEach((release) => release());
  return { code: child.signalCode === 'SIGKILL' ? null : child.exitCode, err, seen };
};

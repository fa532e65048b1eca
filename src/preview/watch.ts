import { watch, type FSWatcher } from 'node:fs';

export type Watched = { readonly path: string; /** Of a folder: everything below it. */ readonly deep: boolean };

/** Milliseconds. An editor writes a file in several steps. */
const QUIET = 60;

const open = ({ path, deep }: Watched, onEvent: () => void): FSWatcher | null => {
  try {
    return watch(path, { recursive: deep }, onEvent).on('error', onEvent);
  } catch {
    // It is not there now. Whoever made it go away did so in a folder that is watched, too.
    return null;
  }
};

/** Calls `onChange` after each change, once it is quiet again. A folder that was replaced is watched anew. Returns what ends it. */
export const watchAll = (watched: readonly Watched[], onChange: () => void): (() => void) => {
  let watchers: readonly (FSWatcher | null)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => void (watchers = watched.map((each) => open(each, onEvent)));
  const end = (): void => watchers.forEach((watcher) => watcher?.close());
  const onEvent = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      end();
      begin();
      onChange();
    }, QUIET);
  };
  begin();
  return () => {
    clearTimeout(timer);
    end();
  };
};

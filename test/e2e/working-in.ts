import { readdir, readlink } from 'node:fs/promises';

/** Processes that work in `folder`: the program and, as its child, the browser. Only Linux tells. */
export const workingIn = async (folder: string): Promise<readonly string[]> => {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const places = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => '')));
  return ids.filter((_, at) => places[at] === folder);
};

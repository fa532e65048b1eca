import { unzipSync, type UnzipFileInfo } from 'fflate';

/** Thrown inside the filter, which has no other way to stop. */
class Refusal extends Error {}

/** `__proto__` would vanish among the keys of an object. */
const SEGMENT = /^(?!(?:\.{1,2}|__proto__)$)[^\\/:\0]+$/;

const isSafe = (name: string): boolean => name.split('/').every((segment) => SEGMENT.test(segment));

type Limits = { readonly bytes: number; readonly files: number };

/** Judges each entry by the directory of the archive, before anything is unpacked. */
const gatekeeper = ({ bytes, files }: Limits) => {
  const seen = new Set<string>();
  let total = 0;
  return ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (name.endsWith('/')) return false;
    if (!isSafe(name)) throw new Refusal(`holds a name that leads elsewhere: ${JSON.stringify(name.slice(0, 100))}`);
    if (seen.has(name)) throw new Refusal(`holds ${JSON.stringify(name.slice(0, 100))} twice`);
    seen.add(name);
    total += originalSize;
    if (total > bytes || seen.size > files) throw new Refusal('is larger than any bundle');
    return true;
  };
};

/** A zip of a folder often has that folder's name before every file. */
const withoutFolder = (files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> => {
  const [first = ''] = files.keys();
  const folder = first.slice(0, first.indexOf('/') + 1);
  const names = [...files.keys()];
  if (folder === '' || files.has('manifest.json') || !names.every((name) => name.startsWith(folder))) return files;
  return withoutFolder(new Map([...files].map(([name, bytes]) => [name.slice(folder.length), bytes])));
};

/** The files of a zip archive by name, or what is wrong with it. Nothing is written anywhere; a link in it is a file like others. */
export const readZip = (bytes: Uint8Array, limits: Limits): ReadonlyMap<string, Uint8Array> | string => {
  try {
    return withoutFolder(new Map(Object.entries(unzipSync(bytes, { filter: gatekeeper(limits) }))));
  } catch (error) {
    return error instanceof Refusal ? error.message : 'is a damaged zip file';
  }
};

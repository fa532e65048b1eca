import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STAMP_FILE } from '../evidence/manifest-schema.ts';
import { checkTimestamp, readStamp } from '../evidence/timestamp.ts';
import { differsAt, type BundleFile } from '../model/bundle-file.ts';

const readIfThere = (path: string): Promise<Buffer | null> => readFile(path).catch(() => null);

/**
 * The stamp file of the bundle in `folder`, where manifest and signature there are byte for byte those in `sealing` and the
 * stamp over `sealed` holds; else null. What is the same bundle keeps its stamp: the older one says more, and nobody need be asked.
 */
export const keptStamp = async (folder: string | null, sealing: readonly BundleFile[], sealed: Uint8Array): Promise<Uint8Array | null> => {
  if (folder === null) return null;
  for (const file of sealing) {
    const there = await readIfThere(join(folder, file.name));
    if (there === null || differsAt(file, there) !== null) return null;
  }
  const file = await readIfThere(join(folder, STAMP_FILE));
  const response = file === null ? null : readStamp(file);
  if (response === null || typeof response === 'string') return null;
  return (await checkTimestamp(response, sealed)).good ? file : null;
};

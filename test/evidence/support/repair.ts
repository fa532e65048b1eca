import type { BundleFiles } from '../../../src/evidence/bundle.ts';
import { MANIFEST_FILE, SEALS, type Manifest } from '../../../src/evidence/manifest-schema.ts';
import { fileEntry, readManifest, writeManifest } from '../../../src/evidence/manifest.ts';
import { sha256 } from '../../../src/model/sha256.ts';
import { withFile } from './small-bundle.ts';
import { inOnePart } from '../../../src/model/bundle-file.ts';

/** What somebody does who wants to hide a change: every size, hash and checksum in the manifest is made to fit again. */
export const repaired = (bundle: BundleFiles, change: Partial<Manifest> = {}): BundleFiles => {
  const read = readManifest(bundle.files.get(MANIFEST_FILE) ?? new Uint8Array());
  if (!read.ok) throw new Error(read.detail);
  const listed = [...bundle.files].filter(([name]) => !SEALS.has(name)).map(([name, bytes]) => fileEntry(inOnePart(name, bytes)));
  const files = listed.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const bare = { ...read.value, files, ...change, checksum: '0'.repeat(64) };
  return withFile(bundle, MANIFEST_FILE, writeManifest({ ...bare, checksum: sha256(writeManifest(bare)) }));
};

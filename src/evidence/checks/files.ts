import { check, type Check } from '../../model/check.ts';
import type { BundleFiles } from '../bundle.ts';
import { SEALS, SIGNATURE_FILE, STAMP_FILE, type Manifest, type ManifestFile } from '../manifest-schema.ts';
import { sha256 } from '../../model/sha256.ts';

const checkFile = ({ kind, files }: BundleFiles, { name, size, sha256: expected }: ManifestFile): Check => {
  const bytes = files.get(name);
  if (bytes === undefined) return kind === 'pdf' ? check('file-elsewhere', name, {}) : check('file-missing', name, {});
  if (bytes.length !== size) return check('file-resized', name, { expected: size, found: bytes.length });
  const found = sha256(bytes);
  return found === expected ? check('file-intact', name, { size }) : check('file-altered', name, { expected, found });
};

/** The seals that a manifest does not announce are as foreign as any other file. */
const announced = (name: string, { seal }: Manifest): boolean => {
  if (name === SIGNATURE_FILE) return seal.signature !== null;
  if (name === STAMP_FILE) return seal.timestamp;
  return SEALS.has(name);
};

/** Every file that the manifest lists, and every file that it does not. */
export const checkFiles = (bundle: BundleFiles, manifest: Manifest): readonly Check[] => {
  const listed = new Set(manifest.files.map(({ name }) => name));
  const strangers = [...bundle.files.keys()].filter((name) => !listed.has(name) && !announced(name, manifest)).toSorted();
  return [...manifest.files.map((entry) => checkFile(bundle, entry)), ...strangers.map((name) => check('file-unlisted', name, {}))];
};

import { differsAt, type BundleFile } from '../../model/bundle-file.ts';
import { check, type Check } from '../../model/check.ts';
import type { BundleFiles } from '../bundle.ts';
import type { Manifest } from '../manifest-schema.ts';

/** Files that are looked at in another way than by making them again. */
const OTHERWISE = (name: string): boolean => name.startsWith('evidence/') || name === 'report.pdf' || name === 'email.eml';

const compare = (name: string, bytes: Uint8Array, again: BundleFile): Check => {
  const offset = differsAt(again, bytes);
  return offset === null ? check('rendering-agrees', name, {}) : check('rendering-differs', name, { offset });
};

/** Why files made again need not be the same bytes; null where they must. */
export const reasonNotToCompare = ({ tool }: Manifest, mine: { readonly toolVersion: string; readonly templates: string | null }) => {
  if (tool.version !== mine.toolVersion)
    return (name: string): Check => check('rendering-other-version', name, { madeWith: tool.version, mine: mine.toolVersion });
  return tool.templates === mine.templates ? null : (name: string): Check => check('rendering-other-templates', name, {});
};

/** Holds what the bundle shows against what the recomputed report gives when it is rendered again. */
export const compareRenderings = (
  { files }: BundleFiles,
  manifest: Manifest,
  again: readonly BundleFile[],
  excuse: ((name: string) => Check) | null,
): readonly Check[] => {
  const made = new Map(again.map((file) => [file.name, file]));
  return manifest.files.flatMap(({ name }) => {
    const bytes = files.get(name);
    if (bytes === undefined || OTHERWISE(name)) return [];
    if (excuse !== null) return [excuse(name)];
    const rendered = made.get(name);
    return [rendered === undefined ? check('rendering-not-repeatable', name, {}) : compare(name, bytes, rendered)];
  });
};

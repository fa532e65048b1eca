import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE, SIGNATURE_FILE, STAMP_FILE, type Manifest } from '../evidence/manifest-schema.ts';
import { readManifest } from '../evidence/manifest.ts';
import type { ReportInputs } from '../model/inputs.ts';
import { sha256 } from '../model/sha256.ts';

/** The bundle that stands where a new one will lie. */
export type Standing = {
  readonly folder: string;
  readonly reportId: string | null;
  /** As it stands there; null: there is none. */
  readonly bytes: Buffer | null;
  /** Null where it cannot be read. */
  readonly manifest: Manifest | null;
};

export const standingIn = async (found: { readonly folder: string; readonly reportId: string | null } | null): Promise<Standing | null> => {
  if (found === null) return null;
  const bytes = await readFile(join(found.folder, MANIFEST_FILE)).catch(() => null);
  const read = bytes === null ? null : readManifest(bytes);
  return { ...found, bytes, manifest: read?.ok === true ? read.value : null };
};

/** Where a bundle stands in its series. */
export type Links = Pick<Manifest, 'previous' | 'supersedes'>;

const isEvidence = (name: string): boolean => name.startsWith('evidence/');

/** Evidence has many files and one reason: it was collected again. */
const listed = (names: readonly string[]): string => {
  const others = names.filter((name) => !isEvidence(name));
  return [...others, ...(others.length < names.length ? ['evidence'] : [])].join(', ');
};

const fileChanges = (before: Manifest, now: Manifest): readonly string[] => {
  const was = new Map(before.files.map(({ name, sha256: hash }) => [name, hash]));
  const is = new Map(now.files.map(({ name, sha256: hash }) => [name, hash]));
  const added = listed([...is.keys()].filter((name) => !was.has(name)));
  const gone = listed([...was.keys()].filter((name) => !is.has(name)));
  const other = listed([...is].filter(([name, hash]) => was.has(name) && was.get(name) !== hash).map(([name]) => name));
  return [added && `added ${added}`, gone && `left out ${gone}`, other && `made anew ${other}`].filter((part) => part !== '');
};

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

const sealChanges = (before: Manifest['seal'], now: Manifest['seal']): readonly string[] => [
  ...(differ(before.signature, now.signature) ? [now.signature === null ? `left out ${SIGNATURE_FILE}` : 'signed with another key'] : []),
  ...(before.pdf?.certificateSha256 === now.pdf?.certificateSha256 ? [] : [now.pdf === undefined ? 'PDF no longer signed' : 'PDF signed']),
  ...(before.timestamp === now.timestamp ? [] : [`${now.timestamp ? 'added' : 'left out'} ${STAMP_FILE}`]),
];

const firstSigned = (before: Manifest['seal'], now: Manifest['seal']): boolean => before.signature === null && now.signature !== null;

/** What an auditor asks of two bundles of one report: in what they differ. */
const reasonAgain = (before: Manifest | null, now: Manifest): string => {
  if (before === null) return 'the same report, made again';
  const seals = firstSigned(before.seal, now.seal)
    ? [`added ${SIGNATURE_FILE}`, ...sealChanges({ ...before.seal, signature: now.seal.signature }, now.seal)]
    : sealChanges(before.seal, now.seal);
  const makers = differ(before.madeBy, now.madeBy) ? ['made by somebody else or elsewhere'] : [];
  const tools = differ(before.tool, now.tool) ? ['other versions of programs or templates'] : [];
  return ['the same report, made again', [...fileChanges(before, now), ...seals, ...makers, ...tools].join('; ')]
    .filter((part) => part !== '')
    .join(': ');
};

const replaced = (standing: Standing, now: Manifest, other: ReportInputs['supersedes']): Manifest['supersedes'] => {
  const manifestSha256 = standing.bytes === null ? null : sha256(standing.bytes);
  if (standing.reportId === now.reportId) return { reportId: now.reportId, manifestSha256, reason: reasonAgain(standing.manifest, now) };
  return other && { ...other, manifestSha256 };
};

/**
 * The manifest of a new bundle. One that would be the manifest that stands there, byte for byte, is that bundle again and keeps
 * its links; any other names what it takes the place of, also where that is another making of the very same report.
 */
export const manifestInPlace = (
  make: (links: Links) => Manifest,
  standing: Standing | null,
  { previous, supersedes }: { readonly previous: Manifest['previous']; readonly supersedes: ReportInputs['supersedes'] },
  write: (manifest: Manifest) => Uint8Array,
): Manifest => {
  if (standing === null) return make({ previous, supersedes: null });
  const again = make(standing.manifest ?? { previous, supersedes: null });
  if (standing.bytes?.equals(write(again)) === true) return again;
  return make({ previous, supersedes: replaced(standing, again, supersedes) });
};

import { check, type Check } from '../../model/check.ts';
import type { BundleFiles } from '../bundle.ts';
import { MANIFEST_FILE, type Manifest } from '../manifest-schema.ts';
import { readManifest } from '../manifest.ts';
import { sha256 } from '../../model/sha256.ts';

type Link = { readonly hash: string; readonly manifest: Manifest };

const linkOf = ({ files }: BundleFiles): readonly Link[] => {
  const bytes = files.get(MANIFEST_FILE);
  if (bytes === undefined) return [];
  const read = readManifest(bytes);
  return read.ok ? [{ hash: sha256(bytes), manifest: read.value }] : [];
};

type Step = { readonly check: Check; readonly next: Link | null };

const step = ({ previous }: Manifest, links: readonly Link[]): Step => {
  if (previous === null) return { check: check('chain-begins', MANIFEST_FILE, {}), next: null };
  const named = { reportId: previous.reportId, period: previous.period.key };
  const next = links.find(({ hash }) => hash === previous.manifestSha256);
  if (next !== undefined) return { check: check('chain-holds', MANIFEST_FILE, named), next };
  // The bundle that took its place names it: that is its own word, so the link is neither whole nor broken.
  const successor = links.find(({ manifest }) => manifest.supersedes?.manifestSha256 === previous.manifestSha256);
  if (successor !== undefined) return { check: check('chain-replaced', MANIFEST_FILE, named), next: successor };
  const changed = links.some(({ manifest }) => manifest.reportId === previous.reportId);
  return { check: check(changed ? 'chain-broken' : 'chain-not-given', MANIFEST_FILE, named), next: null };
};

/** The bundle that stood in this one's place, and the one in the place of that, as far as they were given. */
const checkReplaced = (manifest: Manifest, links: readonly Link[]): readonly Check[] => {
  const { supersedes } = manifest;
  if (supersedes === null || supersedes.manifestSha256 === null) return [];
  const { reportId, reason } = supersedes;
  const before = links.find(({ hash }) => hash === supersedes.manifestSha256);
  if (before === undefined) return [check('replaced-not-given', MANIFEST_FILE, { reportId, reason })];
  return [check('replaced-holds', MANIFEST_FILE, { reportId, reason }), ...checkReplaced(before.manifest, links)];
};

/** Follows the chain of manifests through the earlier bundles that were given, as far as it goes. */
export const checkChain = (manifest: Manifest, earlier: readonly BundleFiles[]): readonly Check[] => {
  const links = earlier.flatMap(linkOf);
  const strangers = links.filter((link) => link.manifest.tenant.id !== manifest.tenant.id);
  const checks: Check[] = strangers.map((link) => check('chain-other-tenant', MANIFEST_FILE, { tenant: link.manifest.tenant.id }));
  const left = new Set(links);
  for (let current: Manifest | null = manifest; current !== null;) {
    const { check: taken, next } = step(current, [...left]);
    checks.push(taken);
    // What a bundle says that it has replaced need never have existed, so that a chain through it could go in circles.
    if (next !== null) left.delete(next);
    current = next?.manifest ?? null;
  }
  return [...checks, ...checkReplaced(manifest, links)];
};

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

const step = ({ previous }: Manifest, links: readonly Link[]): { readonly check: Check; readonly next: Manifest | null } => {
  if (previous === null) return { check: check('chain-begins', MANIFEST_FILE, {}), next: null };
  const named = { reportId: previous.reportId, period: previous.period.key };
  const next = links.find(({ hash }) => hash === previous.manifestSha256)?.manifest ?? null;
  if (next !== null) return { check: check('chain-holds', MANIFEST_FILE, named), next };
  const changed = links.some(({ manifest }) => manifest.reportId === previous.reportId);
  return { check: check(changed ? 'chain-broken' : 'chain-not-given', MANIFEST_FILE, named), next: null };
};

/** Follows the chain of manifests through the earlier bundles that were given, as far as it goes. */
export const checkChain = (manifest: Manifest, earlier: readonly BundleFiles[]): readonly Check[] => {
  const links = earlier.flatMap(linkOf);
  const strangers = links.filter((link) => link.manifest.tenant.id !== manifest.tenant.id);
  const checks: Check[] = strangers.map((link) => check('chain-other-tenant', MANIFEST_FILE, { tenant: link.manifest.tenant.id }));
  // Each link names a hash that its own file already had to exist for: the chain cannot go in circles.
  for (let current: Manifest | null = manifest; current !== null;) {
    const taken = step(current, links);
    checks.push(taken.check);
    current = taken.next;
  }
  return checks;
};

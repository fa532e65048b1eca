import type { Verdict } from './analysis.ts';

/** What lies in an output folder, as its bundles say of themselves: nothing is computed, and nothing is verified. */

export const BUNDLE_PROBLEMS = ['link', 'refused', 'no-manifest', 'bad-manifest', 'elsewhere', 'bad-report', 'other-file'] as const;

/** Why nothing is said of a bundle. */
export type BundleProblem = (typeof BUNDLE_PROBLEMS)[number];

export const READABLE = ['html', 'pdf', 'json'] as const;
export type Readable = (typeof READABLE)[number];

/** The head of a bundle. `name` and `asOf` (ISO) are its own words. */
export type BundleHead = {
  readonly name: string;
  readonly verdict: Verdict;
  readonly state: 'provisional' | 'final';
  readonly asOf: string;
  /** Those that lie there as the manifest lists them. */
  readonly files: readonly Readable[];
};

/** `tenantId` is the name of the folder; exactly one of `head` and `problem` is set. */
export type ShelvedBundle = { readonly tenantId: string; readonly head: BundleHead | null; readonly problem: BundleProblem | null };

export type ShelvedPeriod = {
  readonly key: string;
  readonly label: string;
  readonly bundles: readonly ShelvedBundle[];
  /** Of the page over all tenants; none: there is no such page. */
  readonly portfolio: readonly Readable[];
};

export type OutputIndex = {
  readonly locale: string;
  readonly timezone: string;
  /** Every folder of a tenant that holds a period. */
  readonly tenants: number;
  /** Newest first. */
  readonly periods: readonly ShelvedPeriod[];
  /** Too many to be listed one by one; newest first. */
  readonly older: readonly { readonly key: string; readonly label: string; readonly bundles: number }[];
  /** What stands where a tenant's folder could, and was not entered. */
  readonly closed: readonly { readonly name: string; readonly problem: 'link' | 'refused' }[];
};

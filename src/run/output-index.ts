import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { readPeriod } from '../config/period.ts';
import { listOutput, type OutputListing } from '../deliver/list-output.ts';
import { writeRootFile } from '../deliver/root-file.ts';
import { UserError } from '../errors.ts';
import { readBundleHead } from '../evidence/bundle-head.ts';
import { messagesFor } from '../messages/catalogue.ts';
import { READABLE, type OutputIndex, type Readable, type ShelvedBundle, type ShelvedPeriod } from '../model/output-index.ts';
import type { Period } from '../model/period.ts';
import type { World } from '../world.ts';
import type { RunRequest } from './contract.ts';
import type { Tools } from './tools.ts';

/** One page lists so many bundles one by one; the newest period stands there whole in any case. */
const MOST_LISTED = 15_000;
/** Bundles read at a time. */
const AT_ONCE = 32;
/** Every period of the calendar has begun by then. */
const END_OF_TIME = Date.UTC(9999, 11, 31);

/** The period whose bundles lie in a folder of this name; null: it is no period's. */
const periodNamed = (name: string, timezone: string): Period | null => {
  try {
    const period = readPeriod(name.replace('_', '/'), { timezone, now: END_OF_TIME });
    return period.key === name ? period : null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
};

/** By the last instant of each; of those that end together the shorter first. */
const newestFirst = (a: Period, b: Period): number => b.to - a.to || b.from - a.from || (a.key < b.key ? 1 : -1);

const readBundles = async (root: string, key: string, tenantIds: readonly string[]): Promise<readonly ShelvedBundle[]> => {
  const bundles: ShelvedBundle[] = [];
  for (let start = 0; start < tenantIds.length; start += AT_ONCE) {
    const batch = tenantIds.slice(start, start + AT_ONCE);
    bundles.push(...(await Promise.all(batch.map(async (tenantId) => ({ tenantId, ...(await readBundleHead(root, tenantId, key)) })))));
  }
  return bundles;
};

const isPlainFile = async (path: string): Promise<boolean> => {
  const found = await lstat(path).catch(() => null);
  return found?.isFile() ?? false;
};

const portfolioIn = async (folder: string): Promise<readonly Readable[]> => {
  const there: Readable[] = [];
  if (!((await lstat(folder).catch(() => null))?.isDirectory() ?? false)) return there;
  for (const kind of READABLE) if (await isPlainFile(join(folder, `portfolio.${kind}`))) there.push(kind);
  return there;
};

/** How many periods, from the newest on, can be listed one by one. */
export const listedPeriods = (counts: readonly number[]): number => {
  let sum = 0;
  const over = counts.findIndex((count) => (sum += count) > MOST_LISTED);
  return over === -1 ? counts.length : Math.max(1, over);
};

const byPeriod = ({ bundles }: OutputListing): ReadonlyMap<string, readonly string[]> => {
  const tenants = new Map<string, string[]>();
  for (const { tenantId, periodKey } of bundles) {
    const known = tenants.get(periodKey);
    if (known === undefined) tenants.set(periodKey, [tenantId]);
    else known.push(tenantId);
  }
  return tenants;
};

export type IndexContext = { readonly locale: string; readonly timezone: string; readonly provider: string };

/** What the output folder holds, read from it and from nothing else. */
export const readOutput = async (folder: string, { locale, timezone, provider }: IndexContext): Promise<OutputIndex> => {
  const listing = await listOutput(folder, provider, (name) => periodNamed(name, timezone) !== null);
  const { root, provided } = listing;
  const tenants = byPeriod(listing);
  const keys = [...new Set([...tenants.keys(), ...provided])];
  const found = keys.flatMap((key) => periodNamed(key, timezone) ?? []).toSorted(newestFirst);
  const labelled = found.map((period) => ({
    key: period.key,
    label: messagesFor(locale).periodLabel(period),
    tenantIds: tenants.get(period.key) ?? [],
  }));
  const listed = listedPeriods(labelled.map(({ tenantIds }) => tenantIds.length));
  const periods: ShelvedPeriod[] = [];
  for (const { key, label, tenantIds } of labelled.slice(0, listed)) {
    const portfolio = provided.includes(key) ? await portfolioIn(join(root, provider, key)) : [];
    periods.push({ key, label, portfolio, bundles: await readBundles(root, key, tenantIds) });
  }
  return {
    locale,
    timezone,
    tenants: new Set(listing.bundles.map(({ tenantId }) => tenantId)).size,
    periods,
    older: labelled.slice(listed).map(({ key, label, tenantIds }) => ({ key, label, bundles: tenantIds.length })),
    closed: listing.closed,
  };
};

/** `index.html` of the output folder: what lies there. It is the provider's, as the page over all tenants is. */
export const writeIndex = async (
  { out, config, tenants: [first] }: Pick<RunRequest, 'out' | 'config' | 'tenants'>,
  provider: string,
  world: Pick<World, 'now' | 'random'>,
  tools: Pick<Tools, 'index'>,
): Promise<string> => {
  const { locale, timezone } = config;
  const html = await (await tools.index())(await readOutput(out, { locale, timezone, provider }), { paper: first?.report.paper ?? 'A4' });
  return writeRootFile(out, 'index.html', Buffer.from(html), { now: world.now(), random: world.random });
};

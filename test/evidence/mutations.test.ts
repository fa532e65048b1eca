import { describe, expect, it } from 'vitest';
import type { BundleFiles } from '../../src/evidence/bundle.ts';
import { verify, type VerifyMeans } from '../../src/evidence/verify.ts';
import { randomFor } from '../../src/simulator/random.ts';
import { makeSigned, publicKeyOf } from './support/signed-bundle.ts';
import { makeBundle, MEANS, withFile } from './support/small-bundle.ts';

/** The file with one byte changed to another one. */
const mutated = (bytes: Uint8Array, at: number, by: number): Uint8Array => {
  const changed = Uint8Array.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ by;
  return changed;
};

type Undetected = { readonly name: string; readonly at: number; readonly by: number };

/** Changes one byte at random places of every file, one at a time, and at its first and last. */
const mutateEverywhere = async (
  bundle: BundleFiles,
  means: VerifyMeans,
  positions: number,
): Promise<{ readonly tried: number; readonly undetected: readonly Undetected[] }> => {
  const random = randomFor(1, 'mutations');
  const undetected: Undetected[] = [];
  let tried = 0;
  for (const [name, bytes] of bundle.files) {
    const places = [0, bytes.length - 1, ...Array.from({ length: positions }, () => Math.floor(random() * bytes.length))];
    for (const at of places) {
      const by = 1 + Math.floor(random() * 255);
      tried += 1;
      const checks = await verify(withFile(bundle, name, mutated(bytes, at, by)), means);
      const named = checks.some(({ status, subject }) => status === 'bad' && subject.includes(name));
      if (!named) undetected.push({ name, at, by });
    }
  }
  return { tried, undetected };
};

describe('every single byte', () => {
  it('of a signed bundle, its manifest and its signature: a change is named with its file', async () => {
    const { bundle, pair } = await makeSigned();
    const { tried, undetected } = await mutateEverywhere(bundle, { ...MEANS, trustedKeys: [publicKeyOf(pair)] }, 45);
    expect(undetected).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(500);
  });

  it('of a signed bundle for a reader who knows no key', async () => {
    const { bundle } = await makeSigned();
    const { undetected } = await mutateEverywhere(bundle, MEANS, 10);
    expect(undetected).toEqual([]);
  });

  it('of a bundle that nobody signed', async () => {
    const { bundle } = await makeBundle();
    const { undetected } = await mutateEverywhere(bundle, MEANS, 10);
    expect(undetected).toEqual([]);
  });

  it('of the unsigned manifest: each one', async () => {
    const { bundle } = await makeBundle();
    const bytes = bundle.files.get('manifest.json') ?? new Uint8Array();
    for (let at = 0; at < bytes.length; at += 1) {
      const checks = await verify(withFile(bundle, 'manifest.json', mutated(bytes, at, 1)), MEANS);
      expect(checks[0]?.status, `byte ${String(at)}`).toBe('bad');
    }
  });
});

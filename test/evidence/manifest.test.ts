import { expect, it } from 'vitest';
import type { BundleFiles } from '../../src/evidence/bundle.ts';
import type { Manifest } from '../../src/evidence/manifest-schema.ts';
import { fileEntry, readManifest, writeManifest } from '../../src/evidence/manifest.ts';
import { makeBundle } from './support/small-bundle.ts';
import { inOnePart } from '../../src/model/bundle-file.ts';

const contoso = await makeBundle('contoso', 1);
const names = [...contoso.bundle.files.keys()];
const bytesOf = ({ files }: BundleFiles, name: string) => files.get(name) ?? new Uint8Array();
const manifestOf = (bundle: BundleFiles): Manifest => {
  const read = readManifest(bytesOf(bundle, 'manifest.json'));
  if (!read.ok) throw new Error(read.detail);
  return read.value;
};

it('lists itself nowhere, and every other file once, in order', () => {
  const { files } = manifestOf(contoso.bundle);
  expect(files.map(({ name }) => name)).toEqual(names.filter((name) => name !== 'manifest.json').toSorted());
  expect(files).toContainEqual(fileEntry(inOnePart('report.pdf', bytesOf(contoso.bundle, 'report.pdf'))));
  expect(Buffer.from(writeManifest(manifestOf(contoso.bundle))).equals(bytesOf(contoso.bundle, 'manifest.json'))).toBe(true);
});

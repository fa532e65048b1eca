import { check, type Check } from '../../model/check.ts';
import { toIso } from '../../model/instant.ts';
import type { BundleFiles } from '../bundle.ts';
import { stampedFile } from '../manifest.ts';
import { MANIFEST_FILE, STAMP_FILE, type Manifest } from '../manifest-schema.ts';
import { checkTimestamp, readStamp } from '../timestamp.ts';

export const checkStamp = async ({ files }: BundleFiles, manifest: Manifest): Promise<Check> => {
  if (!manifest.seal.timestamp) return check('timestamp-none', MANIFEST_FILE, {});
  const bytes = files.get(STAMP_FILE);
  const sealed = files.get(stampedFile(manifest));
  if (bytes === undefined || sealed === undefined) return check('timestamp-missing', STAMP_FILE, {});
  const response = readStamp(bytes);
  if (typeof response === 'string') return check('timestamp-bad', STAMP_FILE, { detail: response });
  const stamp = await checkTimestamp(response, sealed);
  if (!stamp.good) return check('timestamp-bad', STAMP_FILE, { detail: stamp.detail });
  return check('timestamp-good', STAMP_FILE, { at: toIso(stamp.at), authority: stamp.authority, certificate: stamp.certificate });
};

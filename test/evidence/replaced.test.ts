import { expect, it } from 'vitest';
import type { BundleFiles } from '../../src/evidence/bundle.ts';
import { verify } from '../../src/evidence/verify.ts';
import { makeBundle, MEANS } from './support/small-bundle.ts';
import { repaired } from './support/repair.ts';

it('what the manifest says of a replaced report must be what the report says', async () => {
  const { bundle } = await makeBundle();
  const named = (reportId: string) => repaired(bundle, { supersedes: { reportId, manifestSha256: null, reason: 'newer evidence' } });
  const bad = async (made: BundleFiles) => (await verify(made, MEANS)).filter(({ status }) => status === 'bad').map(({ args }) => args);
  expect(await bad(named('another'))).toMatchObject([{ what: 'replaced report', here: 'none', there: 'another' }]);
  expect(await bad(named((await makeBundle()).report.reportId))).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { verify } from '../../src/evidence/verify.ts';
import { checkWords as english } from '../../src/messages/en/verify.ts';
import { check, CHECK_STATUS } from '../../src/model/check.ts';
import { makeBundle, MEANS, withFile } from '../evidence/support/small-bundle.ts';

const { words: checkWords } = english;

describe('the words of verify', () => {
  it('are one whole sentence for each check of a bundle, whole or not', async () => {
    const { bundle } = await makeBundle();
    const changed = withFile(withFile(bundle, 'report.json', Buffer.from('{}')), 'gaps.csv', undefined);
    const sentences = [...(await verify(bundle, MEANS)), ...(await verify(changed, MEANS))].map(checkWords);
    expect(sentences.length).toBeGreaterThan(40);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z]?[^\n]*\.$/);
    expect(sentences.join('\n')).not.toMatch(/undefined|NaN|\[object|\$\{/);
    expect(sentences).toContain('gaps.csv is listed, but missing.');
  });

  it('name both values of an edited number', () => {
    const words = checkWords(check('value-differs', 'report.json', { path: 'totals.rpo.ratio', stated: '1', recomputed: '0.97' }));
    expect(words).toBe('report.json states totals.rpo.ratio as 1; recomputed it is 0.97.');
  });

  it('claim no trust that was not checked', () => {
    expect(CHECK_STATUS['signature-untrusted']).toBe('not-checked');
    expect(checkWords(check('signature-untrusted', 'manifest.sig.json', { keyId: 'a'.repeat(64) }))).toContain('nobody vouches for it');
    const stamp = { at: '2026-11-02T05:00:00.000Z', authority: 'Authority', certificate: 'b'.repeat(64) };
    expect(checkWords(check('timestamp-good', 'manifest.tsr.json', stamp))).toContain('was not checked');
  });
});

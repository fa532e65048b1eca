import { describe, expect, it } from 'vitest';
import { resultOf, verifyJson, verifyText } from '../../src/cli/verify-summary.ts';
import { paintFor } from '../../src/cli/terminal.ts';
import { check, type Check } from '../../src/model/check.ts';
import type { Verified } from '../../src/run/verify-bundle.ts';

const LOUD = { json: false, quiet: false, verbose: false };
const plain = paintFor({ isTTY: false, columns: 80, write: () => undefined }, {});
const coloured = paintFor({ isTTY: true, columns: 80, write: () => undefined }, {});

const verified = (...checks: readonly Check[]): Verified => ({ kind: 'folder', manifest: null, checks });
const files = (count: number): readonly Check[] => Array.from({ length: count }, (_, at) => check('file-missing', `file-${String(at)}`, {}));
const recomputed = check('report-recomputed', 'report.json', { values: 7 });

describe('the text of verify', () => {
  it('says once what agrees in several files, and each difference by itself', () => {
    const rendered = ['a.csv', 'b.csv', 'c.csv'].map((name) => check('rendering-agrees', name, {}));
    const differ = ['d.csv', 'e.csv'].map((name) => check('rendering-differs', name, { offset: 4 }));
    expect(verifyText(verified(recomputed, ...rendered, ...differ), LOUD, plain)).toBe(
      [
        '✓ Agrees',
        '    report.json was recomputed from the responses: all 7 values agree.',
        '    a.csv, b.csv and c.csv were made again: the same bytes.',
        '',
        '✗ Does not agree',
        '    d.csv does not show the recomputed report: made again, it differs from byte 4.',
        '    e.csv does not show the recomputed report: made again, it differs from byte 4.',
        '',
        '✗ DOES NOT AGREE  2 checks do not agree, 4 agree.',
      ].join('\n'),
    );
  });

  it('keeps a flood short, unless all of it is wanted', () => {
    const flood = verified(...files(100));
    expect(verifyText(flood, LOUD, plain)).toContain('\n    file-59 is listed, but missing.\n    … and 40 more; --verbose shows all\n');
    expect(verifyText(flood, { ...LOUD, verbose: true }, plain)).toContain('file-99 is listed');
  });

  it('lets a bundle paint nothing', () => {
    const text = verifyText(verified(recomputed, check('file-unlisted', '\u001b[32m✓ AGREES\u001b[39m\r\nAgrees', {})), LOUD, coloured);
    expect(text).toContain('\u001b[31m✗ DOES NOT AGREE\u001b[39m');
    expect(text).toContain('    \\u001b[32m✓ AGREES\\u001b[39m Agrees is not listed: it was added afterwards.');
  });
});

describe('the result of verify', () => {
  it.each<[result: string, checks: readonly Check[]]>([
    ['agrees', [recomputed]],
    ['agrees-in-values', [recomputed, check('rendering-other-version', 'report.html', { madeWith: '1', mine: '2' })]],
    ['agrees-in-values', [recomputed, check('rendering-other-templates', 'report.html', {})]],
    ['agrees-in-part', [check('evidence-absent', 'evidence/inputs.json', {})]],
    ['differs', [recomputed, check('file-missing', 'a', {})]],
  ])('%s', (result, checks) => {
    expect(resultOf(verified(...checks))).toBe(result);
    expect(JSON.parse(verifyJson(verified(...checks), '/b', 0))).toMatchObject({ path: '/b', kind: 'folder', bundle: null, result });
  });
});

import { describe, expect, it } from 'vitest';
import type { BundleFiles } from '../../src/evidence/bundle.ts';
import { readManifest } from '../../src/evidence/manifest.ts';
import type { Manifest } from '../../src/evidence/manifest-schema.ts';
import { pack } from '../../src/evidence/pack.ts';
import { sha256 } from '../../src/model/sha256.ts';
import { verify, type VerifyMeans } from '../../src/evidence/verify.ts';
import type { Check } from '../../src/model/check.ts';
import { readAttachments } from '../../src/render/pdf/attach.ts';
import { FACTS, makeBundle, MEANS, withFile } from './support/small-bundle.ts';
import { repaired } from './support/repair.ts';
import { wholeOf } from '../../src/model/bundle-file.ts';

const contoso = await makeBundle('contoso', 1);
const fabrikam = await makeBundle('fabrikam', 2);
const names = [...contoso.bundle.files.keys()];

const bad = (checks: readonly Check[]) => checks.filter(({ status }) => status === 'bad');
const badIn = async (bundle: BundleFiles, means: VerifyMeans = MEANS) =>
  bad(await verify(bundle, means)).map(({ code, subject }) => `${code} ${subject}`);
const bytesOf = ({ files }: BundleFiles, name: string) => files.get(name) ?? new Uint8Array();
const textOf = (bundle: BundleFiles, name: string) => Buffer.from(bytesOf(bundle, name)).toString();
const manifestOf = (bundle: BundleFiles): Manifest => {
  const read = readManifest(bytesOf(bundle, 'manifest.json'));
  if (!read.ok) throw new Error(read.detail);
  return read.value;
};

describe('an untouched bundle', () => {
  it('agrees in everything, and says what was not looked at', async () => {
    const checks = await verify(contoso.bundle, MEANS);
    expect(bad(checks)).toEqual([]);
    expect(checks.filter(({ status }) => status === 'not-checked').map(({ code }) => code)).toEqual([
      'pdf-pages-not-compared',
      'pdf-signature-none',
      'mail-text-not-compared',
      'signature-none',
      'timestamp-none',
    ]);
    expect(checks.flatMap((one) => (one.code === 'report-recomputed' ? [one.args.values] : []))[0]).toBeGreaterThan(1000);
    expect(checks.filter(({ code }) => code === 'rendering-agrees').map(({ subject }) => subject)).toEqual([
      'gaps.csv',
      'report.json',
      'sessions.csv',
    ]);
  });

  it('is made again byte for byte', async () => {
    expect((await makeBundle('contoso', 1)).bundle.files).toEqual(contoso.bundle.files);
  });
});

describe('a file', () => {
  it.each(names)('%s taken away is named', async (name) => {
    const found = await badIn(withFile(contoso.bundle, name, undefined));
    expect(found).toContain(name === 'manifest.json' ? 'manifest-missing manifest.json' : `file-missing ${name}`);
  });

  it.each(['evil.html', 'evidence/job-0003.gz', 'manifest.sig.json', 'manifest.tsr.json', 'REPORT.json'])('%s added is named', async (name) => {
    expect(await badIn(withFile(contoso.bundle, name, Buffer.from('x')))).toContain(`file-unlisted ${name}`);
  });

  it.each(names)('%s of another tenant is named, with its hash repaired', async (name) => {
    const swapped = withFile(contoso.bundle, name, bytesOf(fabrikam.bundle, name));
    expect(await badIn(swapped)).not.toEqual([]);
    const hidden = name === 'manifest.json' ? swapped : repaired(swapped);
    expect(
      (await badIn(hidden)).some((line) => line.includes(name)),
      name,
    ).toBe(true);
  });

  it('of another tenant is told as such', async () => {
    const swapped = repaired(withFile(contoso.bundle, 'report.json', bytesOf(fabrikam.bundle, 'report.json')));
    const checks = await verify(swapped, MEANS);
    expect(checks).toContainEqual(
      expect.objectContaining({ code: 'identity-differs', args: { what: 'tenant', here: 'fabrikam', with: 'manifest.json', there: 'contoso' } }),
    );
  });
});

describe('evidence of another tenant', () => {
  const swapAll = (from: BundleFiles): BundleFiles => {
    const mine = [...contoso.bundle.files].filter(([name]) => !name.startsWith('evidence/'));
    return { kind: 'folder', files: new Map([...mine, ...[...from.files].filter(([name]) => name.startsWith('evidence/'))]) };
  };

  it('is named, with all hashes repaired', async () => {
    const found = await badIn(repaired(swapAll(fabrikam.bundle)));
    expect(found).toEqual(expect.arrayContaining(['identity-differs evidence/inputs.json', 'identity-differs evidence/index.json']));
    expect(found).toContain('value-differs report.json');
  });

  it('under the right name is found by what it gives', async () => {
    const { files } = await pack(fabrikam.evidence, contoso.inputs);
    const disguised: BundleFiles = {
      kind: 'folder',
      files: new Map([...swapAll(fabrikam.bundle).files, ...files.map((file) => [file.name, wholeOf(file)] as const)]),
    };
    expect(await badIn(repaired(disguised))).toContain('value-differs report.json');
  });
});

describe('a number edited in report.json', () => {
  const edited = (change: (text: string) => string): BundleFiles => {
    const text = textOf(contoso.bundle, 'report.json');
    expect(change(text)).not.toBe(text);
    return repaired(withFile(contoso.bundle, 'report.json', Buffer.from(change(text))));
  };

  it('is named with both values, though its hash was repaired', async () => {
    const { ratio } = contoso.report.totals.rpo;
    const checks = bad(
      await verify(
        edited((text) => text.replace(`"ratio": ${String(ratio)}`, '"ratio": 1')),
        MEANS,
      ),
    );
    const values = checks.flatMap((one) => (one.code === 'value-differs' ? [one.args] : []));
    expect(values).toHaveLength(1);
    expect(values[0]?.path).toMatch(/ratio$/);
    expect(values[0]).toMatchObject({ stated: '1', recomputed: String(ratio) });
  });

  it('everywhere: each of a hundred', async () => {
    const numbers = [...textOf(contoso.bundle, 'report.json').matchAll(/: (\d+)(?=[,\n])/g)];
    expect(numbers.length).toBeGreaterThan(100);
    for (let place = 0; place < numbers.length; place += Math.ceil(numbers.length / 100)) {
      const at = numbers[place]?.index ?? 0;
      const bundle = edited((text) => `${text.slice(0, at + 2)}7${text.slice(at + 2)}`);
      expect(await badIn(bundle), text(numbers[place])).toContain('value-differs report.json');
    }
  });

  const text = (match: RegExpExecArray | undefined) => match?.[0] ?? '';

  it('or a key, a blank, a list cut short', async () => {
    for (const change of [
      (json: string) => json.replace('"verdict"', '"Verdict"'),
      (json: string) => json.replace('"verdict": ', '"verdict":  '),
      (json: string) => json.replace('{', '{"__proto__": {"a": 1},'),
      (json: string) => json.replace(/"gaps": \[\s*\{[^[]*?\}\s*\}/, '"gaps": ['),
    ])
      expect(await badIn(edited(change))).not.toEqual([]);
    expect(await badIn(edited((json) => JSON.stringify(JSON.parse(json))))).toEqual([
      'rendering-differs report.json',
      'attachment-differs report.pdf: report.json',
      'attachment-differs report.pdf: manifest.json',
    ]);
  });
});

describe('the manifest', () => {
  const changedManifest = (change: (text: string) => string) => {
    const before = textOf(contoso.bundle, 'manifest.json');
    expect(change(before)).not.toBe(before);
    return badIn(withFile(contoso.bundle, 'manifest.json', Buffer.from(change(before))));
  };

  it('written in another way is named', async () => {
    for (const change of [
      (text: string) => `${text}\n`,
      (text: string) => text.replace('  "scope"', ' "scope"'),
      (text: string) => text.replace('"operator"', '"\\u006fperator"'),
      (text: string) => text.replace('"operator"', '"Operator"'),
      (text: string) => JSON.stringify(JSON.parse(text)),
      (text: string) => text.replaceAll('\n', '\r\n'),
    ])
      expect(await changedManifest(change)).toEqual(['manifest-rewritten manifest.json']);
  });

  it('that is none is named', async () => {
    expect(await changedManifest(() => 'nothing')).toEqual(['manifest-unreadable manifest.json']);
    expect(await changedManifest((text) => text.replace('"1.0"', '"9.0"'))).toEqual(['manifest-unreadable manifest.json']);
  });

  it('that disagrees with what it lists is named, fact by fact, with its checksum repaired', async () => {
    const manifest = manifestOf(contoso.bundle);
    const hash = 'f'.repeat(64);
    const changes: Partial<Manifest>[] = [
      { tenant: { id: 'fabrikam', name: manifest.tenant.name } },
      { tenant: { id: 'contoso', name: 'Other' } },
      { period: { ...manifest.period, to: manifest.period.to + 1 } },
      { period: { ...manifest.period, timezone: 'UTC' } },
      { asOf: manifest.asOf + 1 },
      { locale: 'de' },
      { policy: { name: 'softer', sha256: manifest.policy.sha256 } },
      { policy: { ...manifest.policy, sha256: hash } },
      { evidence: { ...manifest.evidence, sha256: hash } },
      { evidence: { ...manifest.evidence, responses: hash } },
      { counts: { ...manifest.counts, sessions: 1 } },
      { counts: { ...manifest.counts, responses: 1 } },
      { reportId: 'x' },
      { state: 'provisional' },
      { tool: { ...manifest.tool, version: '9.9.9' } },
    ];
    for (const change of changes) {
      const bundle = repaired(contoso.bundle, change);
      expect(
        (await badIn(bundle)).some((line) => line.startsWith('identity-differs')),
        JSON.stringify(change),
      ).toBe(true);
    }
  });

  it('says who made it on its own word: only a signature, or the next manifest of the chain, protects that', async () => {
    const bundle = repaired(contoso.bundle, { madeBy: { user: 'somebody', host: null, ci: null } });
    expect(await badIn(bundle)).toEqual([]);
    expect((await verify(bundle, MEANS)).map(({ code }) => code)).toContain('signature-none');
  });
});

describe('the chain', () => {
  const hash = sha256(bytesOf(contoso.bundle, 'manifest.json'));
  const previous = { manifestSha256: hash, reportId: contoso.report.reportId, period: manifestOf(contoso.bundle).period };

  it('holds where the earlier bundle is given, and says so where it is not', async () => {
    const { bundle } = await makeBundle('contoso', 3, { ...FACTS, previous });
    const codes = async (earlier: readonly BundleFiles[]) =>
      (await verify(bundle, { ...MEANS, earlier })).filter(({ code }) => code.startsWith('chain')).map(({ code }) => code);
    expect(await codes([contoso.bundle])).toEqual(['chain-holds', 'chain-begins']);
    expect(await codes([])).toEqual(['chain-not-given']);
    expect(await codes([repaired(contoso.bundle, { madeBy: { user: 'x', host: null, ci: null } })])).toEqual(['chain-broken']);
    expect(await codes([contoso.bundle, fabrikam.bundle])).toEqual(['chain-other-tenant', 'chain-holds', 'chain-begins']);
  });
});

describe('another version of the program', () => {
  it('recomputes every value, and says why it does not compare bytes', async () => {
    const checks = await verify(contoso.bundle, { ...MEANS, toolVersion: '9.9.9' });
    expect(bad(checks)).toEqual([]);
    expect(checks.map(({ code }) => code)).toEqual(expect.arrayContaining(['report-recomputed', 'recomputed-elsewhere', 'rendering-other-version']));
  });

  it('with other templates compares no bytes', async () => {
    const checks = await verify(contoso.bundle, { ...MEANS, templates: 'b'.repeat(64) });
    expect(bad(checks)).toEqual([]);
    expect(checks.filter(({ code }) => code === 'rendering-other-templates')).toHaveLength(3);
  });

  it('finds what was taken out of report.json, whatever version the bundle claims', async () => {
    const without = textOf(contoso.bundle, 'report.json').replace('"totals"', '"nothing"');
    const bundle = repaired(withFile(contoso.bundle, 'report.json', Buffer.from(without)));
    expect(await badIn(bundle, { ...MEANS, toolVersion: '9.9.9' })).toContain('value-differs report.json');
  });

  it('lacks no key and has no other value', async () => {
    const later = { ...MEANS, toolVersion: '9.9.9' };
    const more = { ...later, reportFrom: (...given: Parameters<typeof MEANS.reportFrom>) => ({ ...MEANS.reportFrom(...given), more: 1 }) };
    expect(await badIn(contoso.bundle, more)).toEqual(['value-differs report.json']);
    const passing = (...given: Parameters<typeof MEANS.reportFrom>) => ({ ...MEANS.reportFrom(...given), verdict: 'pass' as const });
    const other = { ...later, reportFrom: passing };
    expect(await badIn(contoso.bundle, other)).toEqual(['value-differs report.json']);
  });

  it('that cannot compute it says so', async () => {
    const reportFrom = () => {
      throw new RangeError('no such zone');
    };
    expect(await badIn(contoso.bundle, { ...MEANS, reportFrom })).toEqual(['recomputation-failed report.json']);
    expect(await badIn(contoso.bundle, { ...MEANS, renderAgain: reportFrom })).toEqual(['recomputation-failed report.json']);
  });
});

describe('a lone PDF', () => {
  const alone = async (): Promise<BundleFiles> => ({ kind: 'pdf', files: await readAttachments(bytesOf(contoso.bundle, 'report.pdf')) });

  it('carries a report that agrees with its manifest, and names what is elsewhere', async () => {
    const checks = await verify(await alone(), MEANS);
    expect(bad(checks)).toEqual([]);
    expect(checks.find(({ code }) => code === 'file-intact')?.subject).toBe('report.json');
    expect(checks.filter(({ code }) => code === 'file-elsewhere').map(({ subject }) => subject)).toEqual(['gaps.csv', 'sessions.csv']);
    expect(checks.map(({ code }) => code)).toContain('evidence-absent');
    expect(manifestOf(await alone())).toMatchObject({ scope: 'content' });
    expect(manifestOf(await alone()).files.map(({ name }) => name)).not.toContain('report.pdf');
  });

  it('with another report is found out', async () => {
    const changed = withFile(await alone(), 'report.json', Buffer.from(textOf(contoso.bundle, 'report.json').replace('"fail"', '"pass"')));
    expect(await badIn(changed)).toContain('file-altered report.json');
  });
});

it('a bundle without the evidence that its manifest names is damaged; one handed out without is checked as far as it goes', async () => {
  const less = new Map([...contoso.bundle.files].filter(([name]) => !name.startsWith('evidence/')));
  const robbed = repaired({ kind: 'folder', files: less });
  expect(bad(await verify(robbed, MEANS)).map(({ code }) => code)).toEqual(['evidence-damaged']);
  const { evidence } = manifestOf(contoso.bundle);
  const handedOut = await verify(repaired({ kind: 'folder', files: less }, { evidence: { ...evidence, sha256: null } }), MEANS);
  expect(handedOut.map(({ code }) => code)).toContain('evidence-absent');
  expect(bad(handedOut)).toEqual([]);
});

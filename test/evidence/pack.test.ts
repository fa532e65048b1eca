import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceDigest, pack } from '../../src/evidence/pack.ts';
import { unpack, type Unpacked } from '../../src/evidence/unpack.ts';
import { spelledOut } from '../support/spelled-out.ts';
import { evidence as anyEvidence } from './support/arbitrary-evidence.ts';
import { evidenceOf, inputsOf } from './support/small-bundle.ts';
import { wholeOf, type BundleFile } from '../../src/model/bundle-file.ts';

const asMap = (files: readonly BundleFile[]) => new Map(files.map((file) => [file.name, wholeOf(file)]));

const opened = (result: Unpacked) => {
  if (!result.ok) throw new Error(result.problems.map(({ file, detail }) => `${file} ${detail}`).join('\n'));
  return result;
};

const problems = (result: Unpacked) => (result.ok ? [] : result.problems);

const evidence = await evidenceOf(1);
const inputs = inputsOf();
const packed = await pack(evidence, inputs);
const files = asMap(packed.files);

const text = (name: string) => Buffer.from(files.get(name) ?? []).toString();
const withText = (name: string, change: (text: string) => string) => new Map(files).set(name, Buffer.from(change(text(name))));

describe('packed evidence', () => {
  it('gives back the very evidence and inputs, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvidence, async (any) => {
        const again = opened(unpack(asMap((await pack(any, inputs)).files)));
        expect(spelledOut(again.evidence)).toEqual(spelledOut(any));
        expect(again.inputs).toEqual(inputs);
      }),
      { numRuns: 1000 },
    );
  });

  it('is a handful of files with names that no id can choose', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvidence, async (any) => {
        const jobs = new Set(any.exchanges.flatMap(({ resource }) => (resource.kind === 'jobs' ? [] : [resource.jobId])));
        const names = (await pack(any, inputs)).files.map(({ name }) => name);
        expect(names.every((name) => /^evidence\/(?:(?:inputs|index)\.json|jobs\.gz|job-\d{4}\.gz)$/.test(name))).toBe(true);
        expect(names.filter((name) => name.includes('/job-'))).toHaveLength(jobs.size);
      }),
    );
  });

  it('is the same bytes each time, and the digest needs no compression', async () => {
    expect(await pack(evidence, inputs)).toEqual(packed);
    expect(evidenceDigest(evidence, inputs)).toBe(packed.digest);
    expect(opened(unpack(files)).digest).toBe(packed.digest);
    expect(evidenceDigest(evidence, { ...inputs, asOf: inputs.asOf + 1 })).not.toBe(packed.digest);
    expect(evidenceDigest({ ...evidence, exchanges: evidence.exchanges.slice(1) }, inputs)).not.toBe(packed.digest);
  });

  it('holds each answer byte for byte, and equal ones of a job once', async () => {
    const [list, ...others] = evidence.exchanges;
    if (list === undefined) throw new Error('no evidence');
    const twice = await pack({ ...evidence, exchanges: [list, { ...list, round: 1 }, ...others] }, inputs);
    const stream = gunzipSync(asMap(twice.files).get('evidence/jobs.gz') ?? new Uint8Array());
    expect(stream.equals(list.body.read())).toBe(true);
  });

  it('names no operating system', () => {
    expect(packed.files.filter(({ name }) => name.endsWith('.gz')).map((file) => wholeOf(file)[9])).toEqual([255, 255, 255]);
  });
});

describe('damaged evidence is refused and named', () => {
  const stream = () => gunzipSync(files.get('evidence/job-0001.gz') ?? new Uint8Array());
  const repacked = (bytes: Uint8Array) => new Map(files).set('evidence/job-0001.gz', gzipSync(bytes));

  it.each([...files.keys()])('without %s', (name) => {
    const less = new Map(files);
    less.delete(name);
    expect(problems(unpack(less))).toEqual([{ file: name, detail: 'is missing' }]);
  });

  it('cut off at any place', () => {
    const whole = files.get('evidence/job-0002.gz') ?? new Uint8Array();
    for (const length of [0, 1, 10, 18, whole.length >> 1, whole.length - 8, whole.length - 1]) {
      const cut = new Map(files).set('evidence/job-0002.gz', whole.subarray(0, length));
      expect(problems(unpack(cut)).map(({ file }) => file)).toEqual(['evidence/job-0002.gz']);
    }
  });

  it('with another byte, one more, one less', () => {
    const other = Buffer.from(stream());
    other[5] = (other[5] ?? 0) ^ 1;
    for (const bytes of [other, Buffer.concat([stream(), Buffer.from(' ')]), stream().subarray(1)])
      expect(problems(unpack(repacked(bytes)))).toMatchObject([{ file: 'evidence/job-0001.gz' }]);
  });

  it('that unpacks to more than it announces, without unpacking it', () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const before = process.memoryUsage().arrayBuffers;
    expect(problems(unpack(new Map(files).set('evidence/jobs.gz', bomb)))).toMatchObject([{ file: 'evidence/jobs.gz' }]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  it('that announces more than the limit', () => {
    expect(problems(unpack(files, { bytes: 1000 }))).toMatchObject([{ file: 'evidence/index.json' }]);
  });

  it('with files that the index does not name', () => {
    const more = new Map(files).set('evidence/job-0009.gz', gzipSync('[]'));
    expect(problems(unpack(more))).toEqual([{ file: 'evidence/job-0009.gz', detail: 'is not named by the index' }]);
  });

  it.each(['evidence/../secret.gz', '/etc/passwd', 'evidence/job-0001.gz/../../x', 'evidence/index.json', 'C:\\x.gz'])(
    'whose index leads to %s',
    (name) => {
      const result = unpack(withText('evidence/index.json', (index) => index.replaceAll('evidence/job-0001.gz', name.replaceAll('\\', '\\\\'))));
      expect(problems(result)).toMatchObject([{ file: 'evidence/index.json' }]);
    },
  );

  it.each([
    ['an offset', (index: string) => index.replace('"offset": 0', '"offset": 1')],
    ['a size', (index: string) => index.replace(/"size": (\d+)/, '"size": 1$1')],
    ['an owner', (index: string) => index.replace(/"jobId": "[^"]+"/, '"jobId": "other"')],
    ['a hash', (index: string) => index.replace(/"sha256": "../, '"sha256": "xx')],
    ['its spelling', (index: string) => `${index}\n`],
    ['a key more', (index: string) => index.replace('"retries"', '"more": 1,\n    "retries"')],
    ['its encoding', (index: string) => `\ufeff${index}`],
    ['nothing that is JSON', () => '{'],
  ])('whose index changed: %s', (_what, change) => {
    expect(problems(unpack(withText('evidence/index.json', change)))).not.toEqual([]);
  });

  it.each([
    ['a period without end', (text: string) => text.replace('2026-10-31T23:00:00.000Z', '9999-10-31T23:00:00.000Z')],
    ['a run every millisecond', (text: string) => text.replace('43200000\n', '1\n')],
    ['a duration that is no number', (text: string) => text.replace('43200000\n', '1e999\n')],
    ['a key more', (text: string) => text.replace('"locale"', '"key": "x",\n  "locale"')],
  ])('whose inputs hold %s', (_what, change) => {
    const changed = withText('evidence/inputs.json', change);
    expect(changed.get('evidence/inputs.json')).not.toEqual(files.get('evidence/inputs.json'));
    expect(problems(unpack(changed))).toMatchObject([{ file: 'evidence/inputs.json' }]);
  });

  it('whose inputs would have a run every minute of nine years looked for', () => {
    const cadence = '{\n      "kind": "cron",\n      "cron": "* * * * *",\n      "timezone": "UTC"\n    }';
    const restless = (text: string) => text.replace('"cadence": null', `"cadence": ${cadence}`);
    const forged = withText('evidence/inputs.json', (text) => restless(text).replace('2026-09-30T22:00:00.000Z', '2017-09-30T22:00:00.000Z'));
    const detail = expect.stringContaining('more than 500000 runs would be due') as unknown;
    expect(problems(unpack(forged))).toMatchObject([{ file: 'evidence/inputs.json', detail }]);
    expect(problems(unpack(withText('evidence/inputs.json', restless)))).toEqual([]);
  });
});

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { INDEX_FILE, indexSchema } from '../../src/evidence/index-file.ts';
import { INPUTS_FILE } from '../../src/evidence/inputs.ts';
import { MANIFEST_FILE, manifestSchema } from '../../src/evidence/manifest-schema.ts';
import { inputsSchema } from '../../src/model/inputs.ts';
import { verify } from '../../src/evidence/verify.ts';
import { makeBundle, MEANS } from './support/small-bundle.ts';

const { bundle } = await makeBundle();
const run = promisify(execFile);

const writeSomewhere = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'elsewhere-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const inside = join(folder, 'Bücher und Prüfung', '2026 10');
  for (const [name, bytes] of bundle.files) {
    await mkdir(dirname(join(inside, name)), { recursive: true });
    await writeFile(join(inside, name), bytes);
  }
  return inside;
};

type Said = { readonly zone: string; readonly codes: readonly string[] };

const PROGRAM = resolve('test/evidence/support/verify-elsewhere.ts');

const verifyIn = async (zone: string, locale: string): Promise<Said> => {
  const folder = await writeSomewhere();
  const env = { PATH: process.env['PATH'] ?? '', TZ: zone, LANG: locale, LC_ALL: locale };
  const { stdout } = await run(process.execPath, [PROGRAM, '.'], { cwd: folder, env });
  return JSON.parse(stdout) as Said;
};

describe('an untouched bundle agrees', () => {
  it.each([
    ['Pacific/Kiritimati', 'de_DE.UTF-8'],
    ['America/St_Johns', 'tr_TR.UTF-8'],
  ])('in the zone %s and the locale %s, in another folder and process', async (zone, locale) => {
    const said = await verifyIn(zone, locale);
    const here = (await verify(bundle, MEANS)).map(({ code, status, subject }) => `${status} ${code} ${subject}`);
    expect(said).toEqual({ zone, codes: here });
    expect(said.codes.filter((line) => line.startsWith('bad'))).toEqual([]);
  });
});

describe('the files that other programs read', () => {
  it.each([
    [MANIFEST_FILE, manifestSchema],
    [INDEX_FILE, indexSchema],
    [INPUTS_FILE, inputsSchema],
  ])('%s fits the JSON Schema that can be printed of it', (name, schema) => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const validate = ajv.compile(z.toJSONSchema(schema, { io: 'input' }));
    const value: unknown = JSON.parse(Buffer.from(bundle.files.get(name) ?? []).toString());
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(Object.assign({ more: 1 }, value))).toBe(false);
  });
});

import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Report } from '../../src/model/report.ts';
import { junitXml } from '../../src/render/junit/index.ts';
import { expectGolden } from '../support/golden.ts';
import { inGerman } from '../support/in-german.ts';
import { jobFixture, reportFixture } from '../support/report-fixture.ts';
import { harmless } from './support/harmless.ts';
import { SITUATIONS, situations } from './support/situations.ts';

const LANGUAGES = SITUATIONS.flatMap((name) => [name, `${name}.de`]);
/** Those that differ in what they hold; the others would only repeat them. */
const REVIEWED = ['troubled', 'troubled.de', 'sample', 'job-list-failed', 'hostile', 'scripts', 'empty-tenant', 'no-job-enabled', 'not-evaluable.de'];

let reports: ReadonlyMap<string, Report>;
let schema: string;

beforeAll(async () => {
  reports = await situations();
  schema = await readFile(new URL('../../fixtures/junit/junit.xsd', import.meta.url), 'utf8');
});

const reportOf = (name: string): Report => {
  const report = reports.get(name.replace('.de', '')) ?? expect.fail(`There is no situation ${name}.`);
  return name.endsWith('.de') ? inGerman(report) : report;
};

const mistakesIn = async (contents: string): Promise<readonly string[]> => {
  const { valid, errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema: [schema] });
  return valid ? [] : errors.map(({ message }) => message);
};

/** Every beginning of an element, in their order. */
const elementsOf = (xml: string): readonly string[] => [...xml.matchAll(/<([a-z]+)[\s/>]/g)].map(([, name = '']) => name);
const howMany = (xml: string, element: string): number => elementsOf(xml).filter((name) => name === element).length;
const attribute = (xml: string, name: string): number => Number(new RegExp(`<testsuite [^>]*${name}="(\\d+)"`).exec(xml)?.[1]);

describe.each(LANGUAGES)('junit.xml of %s', (name) => {
  test('fits the schema of JUnit reports', async () => {
    expect(await mistakesIn(junitXml(reportOf(name)))).toEqual([]);
  });

  test('has a case for the list of jobs and for each target of each job, and counts what became of them', () => {
    const report = reportOf(name);
    const xml = junitXml(report);
    expect(howMany(xml, 'testcase')).toBe(1 + 2 * report.jobs.length);
    expect(attribute(xml, 'tests')).toBe(howMany(xml, 'testcase'));
    expect(attribute(xml, 'failures')).toBe(howMany(xml, 'failure'));
    expect(attribute(xml, 'errors')).toBe(howMany(xml, 'error'));
    expect(attribute(xml, 'skipped')).toBe(howMany(xml, 'skipped'));
    expect(xml).not.toMatch(/undefined|\bnull\b|NaN|\[object |Infinity|Invalid Date/);
  });

  // The verdict of this one is set by hand.
  test.skipIf(name.startsWith('trend'))('is green only where the verdict is a pass', () => {
    const report = reportOf(name);
    const xml = junitXml(report);
    const red = howMany(xml, 'failure') + howMany(xml, 'error');
    expect(red === 0 ? 'pass' : 'other').toBe(report.verdict === 'pass' ? 'pass' : 'other');
    expect(howMany(xml, 'failure') > 0).toBe(report.verdict === 'fail');
  });
});

test.each(REVIEWED)('junit.xml of %s is as it was reviewed', (name) => {
  expectGolden(`junit/${name}.xml`, junitXml(reportOf(name)).replaceAll(/value="[0-9a-f]{16}"/g, 'value="(report id)"'));
});

test('hostile names leave the same skeleton as harmless ones', () => {
  const hostile = reportOf('hostile');
  expect(elementsOf(junitXml(hostile))).toEqual(elementsOf(junitXml(harmless(hostile))));
});

test.each(['\u0000\u0008\ufffe\uffff\ud800', ']]>', '<!--', '&#0;', '"><failure/>', '\u202egpj.exe'])(
  'a job called %j fits the schema',
  async (name) => {
    const xml = junitXml(reportFixture({ jobs: [jobFixture({ name })] }));
    expect(await mistakesIn(xml)).toEqual([]);
    expect(howMany(xml, 'testcase')).toBe(3);
  },
);

test('the schema is one that can refuse', async () => {
  expect(await mistakesIn('<testsuites><testsuite name="x"/></testsuites>')).not.toEqual([]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/messages/catalogue.ts';
import { FINDING_ARGS, SEVERITIES, type Finding, type FindingCode } from '../../src/model/finding.ts';
import { situations } from '../render/support/situations.ts';
import { codeSpans, section, tableRows } from './support/markdown.ts';

const isCode = (text: string): text is FindingCode => Object.hasOwn(FINDING_ARGS, text);

const rows = tableRows(section(readFileSync('README.md', 'utf8'), '### Findings')).map(([first = '', severities = '', meaning = '', todo = '']) => ({
  code: codeSpans(first)[0] ?? '',
  anchor: /<a id="([^"]+)"><\/a>/.exec(first)?.[1],
  severities: severities.split(', '),
  meaning,
  todo,
}));

const found = async (): Promise<readonly Finding[]> =>
  [...(await situations()).values()].flatMap(({ findings, jobs }) => [...findings, ...jobs.flatMap((job) => job.findings)]);

describe('README: findings', () => {
  it('has every code once, and no other', () => {
    expect(rows.map(({ code }) => code).toSorted()).toEqual(Object.keys(FINDING_ARGS).toSorted());
  });

  it('can be linked to by the code', () => {
    expect(rows.filter(({ code, anchor }) => anchor !== `finding-${code}`)).toEqual([]);
  });

  it('says what the report itself says of a code', () => {
    const { findingMeanings } = messagesFor('en');
    for (const { code, meaning } of rows) if (isCode(code)) expect(meaning).toBe(`${findingMeanings[code].raised} ${findingMeanings[code].why}`);
  });

  it('says what to do, and names severities that there are', () => {
    const known: readonly string[] = SEVERITIES;
    expect(rows.filter(({ todo, severities }) => todo.length < 10 || !severities.every((severity) => known.includes(severity)))).toEqual([]);
  });

  it('names every severity in which a finding occurs', async () => {
    const findings = await found();
    expect(new Set(findings.map(({ code }) => code)).size).toBeGreaterThan(10);
    expect(findings.filter(({ code, severity }) => rows.find((row) => row.code === code)?.severities.includes(severity) !== true)).toEqual([]);
  });
});

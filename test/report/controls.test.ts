import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LOCALES, messagesFor } from '../../src/messages/catalogue.ts';
import { CONTROLS, CONTROLS_VERSION, controlsOf, DEFAULT_FRAMEWORKS, FRAMEWORKS } from '../../src/model/control.ts';
import type { Report } from '../../src/model/report.ts';
import { controlsView, signOffView } from '../../src/render/html/view/controls.ts';
import { viewContext } from '../../src/render/html/view/index.ts';
import { firstColumn, section, tableRows } from '../docs/support/markdown.ts';
import { reportFixture } from '../support/report-fixture.ts';

const withFrameworks = (...frameworks: (typeof FRAMEWORKS)[number][]): Report =>
  reportFixture({ controls: { version: CONTROLS_VERSION, rows: controlsOf(frameworks).map((control) => ({ ...control })) } });

describe('the mapping', () => {
  test('has each row once, and one at least for each framework', () => {
    expect(new Set(CONTROLS.map(({ id }) => id)).size).toBe(CONTROLS.length);
    expect(FRAMEWORKS.filter((framework) => controlsOf([framework]).length === 0)).toEqual([]);
  });

  test('grades as the reference does', () => {
    const graded = (grade: string) => CONTROLS.flatMap((control) => (control.grade === grade ? [control.reference] : []));
    expect(graded('not-evidenced')).toEqual(['A1.3', 'CP-9 (d), CP-9(1), CP-9(2), CP-9(8)', '11.1, 11.3, 11.4, 11.5']);
    expect(graded('direct-in-scope')).toEqual(['CP-9 (a)', '11.2', 'KSI-RPL-ABO']);
    expect(graded('direct')).toEqual(['RPO']);
    expect(graded('not-applicable')).toEqual(['4.0.1']);
    expect(graded('partial')).toHaveLength(8);
  });

  test.each(LOCALES)('claims in %s nothing that data of jobs cannot show', (locale) => {
    const words = JSON.stringify(messagesFor(locale).controls);
    expect(words).not.toMatch(/complian|compliant|certif|konform|zertifi|fulfil/i);
    const { rows } = messagesFor(locale).controls;
    expect(
      Object.values(rows).filter(({ requirement, evidence, missing }) => [requirement, evidence, missing].some((text) => text.length < 5)),
    ).toEqual([]);
  });
});

describe('the section', () => {
  test('always prints what is not evidenced, with where to get it', () => {
    expect(controlsView(viewContext(withFrameworks('soc2'))).rows.map(({ reference, grade, missing }) => [reference, grade, missing])).toEqual([
      ['A1.2', 'Partial', 'Configuration and alerting; the report of the provider itself.'],
      ['A1.3', 'Not evidenced here', 'Record of a restore test.'],
    ]);
  });

  test('says which version it is, and that a person checks it', () => {
    expect(controlsView(viewContext(withFrameworks('pci'))).caution).toMatch(new RegExp(`a person checks them.*Mapping ${CONTROLS_VERSION}\\.`));
  });

  test('is the same whatever the result', () => {
    const failed = { ...withFrameworks('cis'), verdict: 'fail' as const };
    expect(controlsView(viewContext(failed))).toEqual(controlsView(viewContext(withFrameworks('cis'))));
  });
});

test('whoever signs is named as configured, else as is usual in the language', () => {
  expect(signOffView(viewContext(reportFixture()))).toEqual(['Prepared by', 'Reviewed by']);
  expect(signOffView(viewContext(reportFixture({ locale: 'de' })))).toEqual(['Erstellt von', 'Geprüft von']);
  expect(signOffView(viewContext(reportFixture({ signOff: ['Head of IT'] })))).toEqual(['Head of IT']);
});

describe('README: audit frameworks', () => {
  const readme = readFileSync('README.md', 'utf8');

  test('has every framework and no other, in the order of the report', () => {
    expect(firstColumn(section(readme, '### Audit frameworks'))).toEqual([...FRAMEWORKS]);
  });

  test('has the default that is in force', () => {
    const row = tableRows(section(readme, '### Reference')).find(([key]) => key === '`report.frameworks`');
    expect(row?.[1]).toBe(`\`[${DEFAULT_FRAMEWORKS.join(', ')}]\``);
  });
});

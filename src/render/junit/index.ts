import { create } from 'xmlbuilder2';
import type { Report } from '../../model/report.ts';
import { viewContext } from '../html/view/index.ts';
import { casesOf, type Outcome, type TestCase } from './cases.ts';

type Attributes = Readonly<Record<string, string>>;
type Element = { readonly '@': Attributes } & Readonly<Record<string, unknown>>;

const outcomeElement = (outcome: Outcome): Readonly<Record<string, unknown>> => {
  if (outcome.kind === 'passed') return {};
  if (outcome.kind === 'skipped') return { skipped: { '#': outcome.text } };
  return { [outcome.kind]: { '@': { type: outcome.type, message: outcome.message }, '#': outcome.text } };
};

/** Time is that of a test run, of which there is none: it is always 0. */
const caseElement = ({ name, classname, outcome }: TestCase): Element => ({ '@': { name, classname, time: '0' }, ...outcomeElement(outcome) });

const propertiesOf = ({ reportId, state, verdict, period, asOf }: Report): readonly Element[] =>
  Object.entries({ reportId, state, verdict, 'period.from': period.from, 'period.to': period.to, asOf }).map(([name, value]) => ({
    '@': { name, value },
  }));

/**
 * junit.xml: one suite for the tenant, one case a job and target. Failures are missed targets, errors are what could not be
 * evaluated, skipped is what does not apply. After the schema that Jenkins publishes, which GitLab and others read as well.
 */
export const junitXml = (report: Report): string => {
  const context = viewContext(report);
  const cases = casesOf(context);
  const count = (kind: Outcome['kind']): string => String(cases.filter(({ outcome }) => outcome.kind === kind).length);
  const counts = { tests: String(cases.length), failures: count('failure'), errors: count('error') };
  const suite = {
    '@': {
      name: `${context.names.tenant}, ${report.period.label}`,
      ...counts,
      skipped: count('skipped'),
      time: '0',
      timestamp: report.asOf.slice(0, 'YYYY-MM-DDTHH:mm:ss'.length),
      id: '0',
      package: report.tenant.id,
    },
    properties: { property: propertiesOf(report) },
    testcase: cases.map(caseElement),
  };
  const root = { testsuites: { '@': { name: report.tool.name, ...counts, time: '0' }, testsuite: suite } };
  const xml = create({ encoding: 'UTF-8', convert: { att: '@', text: '#' }, invalidCharReplacement: '\ufffd' }, root);
  return `${xml.end({ prettyPrint: true })}\n`;
};

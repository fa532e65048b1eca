import type { PortfolioTenant } from '../../model/portfolio.ts';
import type { BundleProblem } from '../../model/output-index.ts';
import { capital } from '../capital.ts';
import type { Format } from '../format.ts';
import { counted, inWords } from './plural.ts';

const PROBLEMS: Readonly<Record<BundleProblem, string>> = {
  link: 'A link stands there, or something else that is no plain file or folder. Links are not followed.',
  refused: 'The system refuses to read it.',
  'no-manifest': 'It has no manifest.json.',
  'bad-manifest': 'Its manifest.json is damaged.',
  elsewhere: 'Its manifest.json is that of another tenant or period.',
  'bad-report': 'Its report.json is damaged, or that of another report.',
  'other-file': 'A file is missing, or is not as long as manifest.json says.',
};

/** The words of the page that lists what an output folder holds. */
export const outputIndex = {
  eyebrow: 'Backup compliance',
  title: 'All reports',
  line: (f: Format, { tenants, periods, bundles }: { readonly tenants: number; readonly periods: number; readonly bundles: number }) =>
    `${counted(f, tenants, 'tenant')} · ${counted(f, periods, 'period')} · ${counted(f, bundles, 'report')}`,
  nothing: 'No report lies here.',
  unreadable: (f: Format, reports: number) => `${capital(inWords(f, reports))} ${reports === 1 ? 'report' : 'reports'} cannot be read.`,
  group: (f: Format, reports: number) => `Cannot be read: ${counted(f, reports, 'report')}`,
  tally: (f: Format, verdict: PortfolioTenant['verdict'], reports: number) => {
    const words = {
      fail: 'missed',
      none: 'unreadable',
      'not-evaluable': 'not evaluable',
      pass: 'met',
      'not-applicable': 'without an enabled job',
    }[verdict ?? 'none'];
    return `${f.integer(reports)} ${words}`;
  },
  noReport: 'no report',
  asOf: (date: string) => `as of ${date}`,
  overAll: 'All tenants on one page:',
  portfolioOf: (kind: string, period: string) => `${kind} of the portfolio, ${period}`,
  older: 'Older periods',
  olderNote: 'They are not listed one by one, so that this page stays quick. Each report lies in the folder of its tenant and period.',
  olderPeriod: (f: Format, label: string, key: string, reports: number) => `${label}: ${counted(f, reports, 'report')} in <tenant>/${key}/`,
  closed: 'Not entered',
  problems: PROBLEMS,
  note: 'Each line repeats what its bundle says of itself, of the report that stands now. Nothing was verified to make this page: the command "verify" does that. Reports that were replaced lie in the folder .superseded of their tenant.',
};

import type { Portfolio, PortfolioTenant } from '../../model/portfolio.ts';
import type { Format } from '../format.ts';
import { capital } from '../capital.ts';
import { counted, inWords } from './plural.ts';

type Tenants = Portfolio['totals']['tenants'];

/** The words of the page over several tenants. */
export const portfolio = {
  eyebrow: 'Backup compliance, all tenants',
  title: 'Portfolio',
  line: (f: Format, tenants: number, jobs: number, madeAt: string) =>
    `${counted(f, tenants, 'tenant')} · ${counted(f, jobs, 'enabled job')} · made ${madeAt}`,
  headline: (f: Format, { total, pass, fail, notEvaluable, notMade, notApplicable }: Tenants) => {
    const judged = pass + fail;
    const rest = [
      ...(notEvaluable > 0 ? [`${capital(inWords(f, notEvaluable))} could not be evaluated.`] : []),
      ...(notMade > 0 ? [`For ${inWords(f, notMade)}, no report could be made.`] : []),
    ];
    if (notApplicable === total) return 'No tenant has an enabled job.';
    const met =
      judged === 1 ? 'The one tenant with a verdict met its targets.' : `All ${inWords(f, judged)} tenants with a verdict met their targets.`;
    const missed =
      judged === 1
        ? 'The one tenant with a verdict missed its targets.'
        : `${capital(inWords(f, fail))} of ${inWords(f, judged)} tenants with a verdict missed ${fail === 1 ? 'its' : 'their'} targets.`;
    return [...(judged === 0 ? ['No tenant has a verdict.'] : [fail === 0 ? met : missed]), ...rest].join(' ');
  },
  tenantsMet: 'Tenants that met their targets',
  jobsMet: 'Jobs that met their targets',
  metOf: (f: Format, met: number, of: number) => `${f.integer(met)} of ${f.integer(of)}`,
  withVerdict: (f: Format, { notEvaluable, notMade }: Tenants) =>
    notEvaluable + notMade === 0 ? 'every tenant has a verdict' : `${f.integer(notEvaluable)} not evaluable, ${f.integer(notMade)} without report`,
  over: (f: Format, tenants: number) => `over ${counted(f, tenants, 'tenant')} with a verdict`,
  unproven: (f: Format, jobs: number) => (jobs === 0 ? 'every job was evaluated' : `${f.integer(jobs)} not evaluable`),
  group: (f: Format, verdict: PortfolioTenant['verdict'], tenants: number) => {
    const words = {
      fail: 'Targets missed',
      none: 'No report could be made',
      'not-evaluable': 'Not evaluable',
      pass: 'Targets met',
      'not-applicable': 'Without an enabled job',
    }[verdict ?? 'none'];
    return `${words}: ${counted(f, tenants, 'tenant')}`;
  },
  tenant: 'Tenant',
  jobs: 'Jobs met',
  files: 'Report',
  reason: 'Reason',
  noReport: 'no report',
  provisional: 'provisional',
  incomplete: (f: Format, count: number) => counted(f, count, 'thing is missing', 'things are missing'),
  trendWords: (f: Format, { pass, fail }: { readonly pass: number; readonly fail: number }) =>
    pass + fail === 0 ? 'no verdict' : `${f.integer(pass)} of ${f.integer(pass + fail)} met`,
  noTrend: 'first report',
  fileOf: (kind: string, tenant: string) => `${kind} of ${tenant}`,
  note: 'Totals divide sums by sums, over tenants with a verdict alone. In the trend of RPO compliance a dot is a period with its targets met, a cross one with targets missed, an empty square one that is not evaluable, a dash one without a report.',
};

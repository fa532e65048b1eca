import { readPeriod } from '../../src/config/period.ts';
import { DEFAULT_FRAMEWORKS } from '../../src/model/control.ts';
import type { ReportInputs } from '../../src/model/inputs.ts';

const HOUR = 3_600_000;

/** What a report of October 2026 is asked for; in Berlin, by the default policy, unless changed. */
export const makeInputs = (changes: Partial<ReportInputs> = {}): ReportInputs => {
  const asOf = changes.asOf ?? Date.parse('2026-11-02T05:00:00Z');
  return {
    schemaVersion: '1.0',
    tool: { name: 'vdc-report', version: '0.0.0' },
    templates: null,
    tenant: { id: 'contoso', name: 'Contoso Ltd' },
    period: readPeriod('2026-10', { timezone: 'Europe/Berlin', now: asOf }),
    asOf,
    asOfSource: 'collection',
    policy: {
      name: null,
      rpo: 24 * HOUR,
      grace: 2 * HOUR,
      recoveryPoints: ['success', 'warning'],
      targets: { rpoCompliance: 0.99, successRate: 0.95 },
      persistentAfter: 3,
      cadence: null,
      jobs: [],
      waivers: [],
    },
    locale: 'en',
    logs: 'problems',
    paper: 'A4',
    responses: [],
    frameworks: DEFAULT_FRAMEWORKS,
    signOff: null,
    previous: null,
    history: [],
    supersedes: null,
    ...changes,
  };
};

import type { ResponseInput } from '../../../src/model/exception.ts';
import type { ReportInputs } from '../../../src/model/inputs.ts';
import type { Policy } from '../../../src/model/policy.ts';

const at = (text: string): number => Date.parse(text);

const waiver = (id: string, job: string, from: string, to: string, changes: Partial<Policy['waivers'][number]> = {}): Policy['waivers'][number] => ({
  id,
  job,
  from: at(from),
  to: at(to),
  reason: 'Migration of the site collection, agreed with its owner',
  approver: 'Head of IT',
  approvedAt: at('2026-10-07T08:00:00Z'),
  expires: null,
  ...changes,
});

/** Waivers for the troubled tenant: one that excuses all, one a part, one nothing. */
export const WAIVERS: Policy['waivers'] = [
  waiver('W-2026-014', 'SharePoint – Legal', '2026-10-09T00:00:00Z', '2026-10-13T00:00:00Z'),
  waiver('W-2026-015', 'OneDrive – Executives', '2026-10-18T00:00:00Z', '2026-10-19T00:00:00Z', {
    approvedAt: at('2026-10-20T08:00:00Z'),
    reason: '<b>Storage</b> {{maintenance}}',
  }),
  waiver('W-2026-016', 'Teams*', '2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z', { expires: at('2026-12-31T00:00:00Z') }),
];

const response = (changes: Partial<ResponseInput>): ResponseInput => ({
  exception: null,
  job: null,
  code: null,
  from: null,
  period: null,
  owner: 'Jo Weber',
  cause: 'The password of the service account had expired.',
  ticket: null,
  due: null,
  done: null,
  ...changes,
});

/** One done, one overdue with markup in it, one that fits nothing. */
export const RESPONSES: ReportInputs['responses'] = [
  response({ exception: 'EX-019995e1', ticket: 'CHG-4711', due: '2026-10-30', done: '2026-10-21' }),
  response({
    job: 'OneDrive – Executives',
    code: 'success-target-missed',
    period: '2026-10',
    owner: '<script>Kim</script> {{this}} \u202eOkafor',
    ticket: '=CHG()',
    due: '2026-10-31',
  }),
  response({ job: 'OneDrive', code: 'rpo-gap', from: at('2026-10-17T04:05:00Z') }),
];

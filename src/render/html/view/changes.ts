import type { Report } from '../../../model/report.ts';
import { say, type ViewContext } from './context.ts';

export type ChangeRow = { readonly what: string; readonly name: string; readonly before: string; readonly after: string; readonly loosened: boolean };

export type ChangesView = { readonly known: boolean; readonly lead: string; readonly rows: readonly ChangeRow[]; readonly empty: string };

type Changes = NonNullable<Report['changes']>;

const jobRow = ({ m, f }: ViewContext, { kind, name, before, after }: Changes['jobs'][number]): ChangeRow => {
  const shown = (value: string | null) => (value === null ? '' : kind === 'schedule' ? f.objective(Number(value)) : say(value));
  return { what: m.labels.jobChange[kind], name: say(name), before: shown(before), after: shown(after), loosened: false };
};

const rowsOf = (context: ViewContext, { jobs, policy, tool, templates, branding }: Changes): ChangeRow[] => {
  const { labels } = context.m;
  return [
    ...policy.map(({ key, before, after, loosened }) => ({
      what: labels.policyChange(key, loosened),
      name: '',
      before: say(before),
      after: say(after),
      loosened,
    })),
    ...jobs.map((change) => jobRow(context, change)),
    ...(tool === null ? [] : [{ what: labels.toolChange, name: '', ...tool, loosened: false }]),
    ...(templates ? [{ what: labels.templatesChange, name: '', before: '', after: labels.changed, loosened: false }] : []),
    ...(branding ? [{ what: labels.brandingChange, name: '', before: '', after: labels.changed, loosened: false }] : []),
  ];
};

/** What is different from the last report of an earlier period: jobs, policy, tool. */
export const changesView = (context: ViewContext): ChangesView => {
  const { report, m, f } = context;
  const { changes } = report;
  if (changes === null) return { known: false, lead: '', rows: [], empty: m.labels.noEarlierReport };
  const rows = rowsOf(context, changes);
  return { known: true, lead: m.labels.changesLead(changes.since.label, f.instant(changes.since.asOf)), rows, empty: m.labels.noChanges };
};

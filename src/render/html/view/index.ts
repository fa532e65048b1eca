import { wordingFor } from '../../../messages/catalogue.ts';
import type { Messages } from '../../../messages/messages.ts';
import type { Term } from '../../../messages/term.ts';
import type { Report } from '../../../model/report.ts';
import type { Branding } from '../../../model/branding.ts';
import { bySeverity } from '../../../report/rank.ts';
import { visibleText } from '../../escape.ts';
import { namesOf } from '../../names.ts';
import { isolated } from '../../right-to-left.ts';
import { appendixView, type AppendixView } from './appendix.ts';
import { brandView, type BrandView } from './brand.ts';
import { changesView, type ChangesView } from './changes.ts';
import { calendarView, type CalendarView } from './calendar.ts';
import { findingView, idAndState, noJobs, type FindingView, type ViewContext } from './context.ts';
import { controlsView, signOffView, type ControlsView } from './controls.ts';
import { coverView, type CoverView } from './cover.ts';
import { dailyView, type DailyView } from './daily.ts';
import { durationsView, type DurationsView } from './durations.ts';
import { exceptionsView, type ExceptionsView } from './exceptions.ts';
import { gapsView, type GapsView } from './gaps.ts';
import { incidentsView, type IncidentsView } from './incidents.ts';
import { jobsView, type JobsView } from './jobs.ts';
import { objectsView, type ObjectsView } from './objects.ts';
import { provenanceView, type ProvenanceView } from './provenance.ts';
import { startsView, type StartsView } from './starts.ts';
import { timelineView, type TimelineView } from './timeline.ts';
import { trendView, type TrendView } from './trend.ts';
import { transferView, type TransferView } from './transfer.ts';

/** Everything the template shows, as finished text and geometry. */
export type View = {
  readonly lang: string;
  readonly title: string;
  readonly sentinel: string;
  /** Below every printed page; the number of the page follows `right`. */
  readonly footer: { readonly left: string; readonly right: string };
  readonly l: Messages['labels'];
  readonly c: Messages['charts'];
  /** For the page's script: `#` stands for a number. */
  readonly tools: { readonly filter: string; readonly every: string; readonly shown: string };
  readonly brand: BrandView;
  readonly zoneNote: string;
  /** Stands where a part has no job to show. */
  readonly noJobs: string;
  readonly cover: CoverView;
  readonly calendar: CalendarView;
  readonly jobs: JobsView;
  readonly t: Messages['trend'];
  readonly trend: TrendView | null;
  readonly daily: DailyView;
  readonly timeline: TimelineView;
  readonly gaps: GapsView;
  readonly incidents: IncidentsView;
  readonly starts: StartsView;
  readonly objects: ObjectsView;
  readonly transfer: TransferView;
  readonly durations: DurationsView;
  readonly appendix: AppendixView;
  readonly changes: ChangesView;
  readonly findings: readonly (FindingView & { readonly job: string })[];
  /** One of each code that occurs, to be linked to. */
  readonly meanings: readonly { readonly code: string; readonly text: string }[];
  readonly r: Messages['register'];
  readonly exceptions: ExceptionsView;
  readonly provenance: ProvenanceView;
  readonly k: Messages['controls'];
  readonly controls: ControlsView;
  readonly signOff: readonly string[];
  readonly definitions: readonly Term[];
  readonly limits: readonly string[];
};

/** So much of the tenant's name leaves room for the longest period on one line; margins of a page cannot cut by themselves. */
const FOOTER_NAME = 28;
const WIDE = /[\u1100-\uffdc\u{1f000}-\u{3fffd}]/u;
const footerName = (name: string): string => visibleText(name, WIDE.test(name) ? FOOTER_NAME / 2 : FOOTER_NAME);

const ID_GROUP = 4;
const shortId = (id: string) => `${id.slice(0, ID_GROUP)} ${id.slice(ID_GROUP, 2 * ID_GROUP)}`;

const allFindings = (report: Report) => bySeverity([...report.findings, ...report.jobs.flatMap((job) => job.findings)]);

const findingsView = (context: ViewContext): View['findings'] => {
  const { report, names } = context;
  return allFindings(report).map((finding) => ({
    ...findingView(context, finding),
    job: names.of(finding.jobId),
  }));
};

/** In the order in which the findings name them. */
const meaningsView = ({ report, m }: ViewContext): View['meanings'] =>
  [...new Set(allFindings(report).map(({ code }) => code))].map((code) => ({
    code,
    text: `${m.findingMeanings[code].raised} ${m.findingMeanings[code].why}`,
  }));

/** The title of every document made from the report. */
export const documentTitle = ({ report, m, names }: ViewContext): string => `${m.labels.eyebrow}: ${isolated(names.tenant)}, ${report.period.label}`;

export const viewContext = (report: Report): ViewContext => ({
  ...wordingFor(report.locale, report.period.timezone),
  report,
  names: namesOf(report),
});

export const reportView = (report: Report, branding?: Branding): View => {
  const context = viewContext(report);
  const { m, f, names } = context;
  return {
    lang: report.locale,
    title: documentTitle(context),
    sentinel: report.reportId,
    footer: {
      left: `${isolated(footerName(names.tenant))} · ${m.labels.documentSubject} · ${report.period.label}`,
      right: idAndState(context, `${m.labels.reportId} ${shortId(report.reportId)}`, ' · '),
    },
    l: m.labels,
    c: m.charts,
    tools: { filter: m.charts.filter, every: m.charts.everyVerdict, shown: m.charts.shownOf('#', '#') },
    brand: brandView(branding),
    zoneNote: m.labels.timesIn(report.period.timezone),
    noJobs: noJobs(context),
    cover: coverView(context),
    calendar: calendarView(context),
    jobs: jobsView(context),
    t: m.trend,
    trend: trendView(context),
    daily: dailyView(context),
    timeline: timelineView(context),
    gaps: gapsView(context),
    incidents: incidentsView(context),
    starts: startsView(context),
    objects: objectsView(context),
    transfer: transferView(context),
    durations: durationsView(context),
    appendix: appendixView(context),
    changes: changesView(context),
    findings: findingsView(context),
    meanings: meaningsView(context),
    r: m.register,
    exceptions: exceptionsView(context),
    provenance: provenanceView(context),
    k: m.controls,
    controls: controlsView(context),
    signOff: signOffView(context),
    definitions: m.definitions(report, f),
    limits: m.limits(report),
  };
};

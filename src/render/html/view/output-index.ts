import { wordingFor, type Wording } from '../../../messages/catalogue.ts';
import type { Messages } from '../../../messages/messages.ts';
import type { BundleHead, OutputIndex, ShelvedBundle, ShelvedPeriod } from '../../../model/output-index.ts';
import type { Portfolio } from '../../../model/portfolio.ts';
import { visibleText } from '../../escape.ts';
import { MAX_NAME } from '../../names.ts';
import { isolated } from '../../right-to-left.ts';

type Verdict = Portfolio['verdict'];
type Link = { readonly href: string; readonly word: string; readonly reading: string };

export type IndexRow = {
  readonly name: string;
  readonly id: string;
  /** To the report for people; empty: there is none. */
  readonly href: string;
  readonly note: string;
  readonly links: readonly Link[];
};

/** Bundles of one verdict, or those of which nothing can be said. */
export type IndexGroup = { readonly heading: string; readonly kind: Verdict; readonly open: boolean; readonly rows: readonly IndexRow[] };

type Tally = { readonly kind: Verdict; readonly words: string };

export type IndexPeriod = {
  readonly label: string;
  readonly open: boolean;
  readonly tally: readonly Tally[];
  readonly portfolio: readonly Link[];
  readonly groups: readonly IndexGroup[];
};

export type IndexView = {
  readonly lang: string;
  readonly title: string;
  readonly p: Messages['outputIndex'];
  readonly line: string;
  readonly headline: string;
  readonly verdict: Verdict;
  readonly verdictWord: string;
  readonly periods: readonly IndexPeriod[];
  readonly older: readonly string[];
  readonly closed: readonly { readonly name: string; readonly reason: string }[];
};

/** More that are well, or have nothing to be judged, are folded away: what needs somebody comes first. */
const MOST_OPEN = 60;

const GROUPS = ['fail', null, 'not-evaluable', 'pass', 'not-applicable'] as const;
type Kind = (typeof GROUPS)[number];

/** A verdict of what cannot be read is a question mark, never more. */
const signOf = (kind: Kind): Verdict => kind ?? 'not-evaluable';

const nameOf = ({ head, tenantId }: ShelvedBundle): string => (head === null ? '' : visibleText(head.name, MAX_NAME)) || tenantId;

const linksOf = ({ m }: Wording, place: string, name: string, { files }: BundleHead): IndexRow['links'] =>
  (['pdf', 'json'] as const).flatMap((kind) => {
    const word = kind.toUpperCase();
    return files.includes(kind) ? [{ href: `${place}/report.${kind}`, word, reading: m.portfolio.fileOf(word, isolated(name)) }] : [];
  });

const rowOf = (wording: Wording, key: string, bundle: ShelvedBundle): IndexRow => {
  const { m, f } = wording;
  const { tenantId, head, problem } = bundle;
  const name = nameOf(bundle);
  const place = `${tenantId}/${key}`;
  if (head === null) return { name, id: place, href: '', note: problem === null ? '' : m.outputIndex.problems[problem], links: [] };
  const notes = [...(head.state === 'provisional' ? [m.states.provisional] : []), m.outputIndex.asOf(f.date(head.asOf))];
  const href = head.files.includes('html') ? `${place}/report.html` : '';
  return { name, id: tenantId, href, note: notes.join(', '), links: linksOf(wording, place, name, head) };
};

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byName = (a: IndexRow, b: IndexRow): number => compareTexts(a.name, b.name) || compareTexts(a.id, b.id);

const ofKind = ({ bundles }: ShelvedPeriod, kind: Kind): readonly ShelvedBundle[] => bundles.filter(({ head }) => (head?.verdict ?? null) === kind);

const groupOf = (wording: Wording, period: ShelvedPeriod, kind: Kind): readonly IndexGroup[] => {
  const rows = ofKind(period, kind).map((bundle) => rowOf(wording, period.key, bundle));
  if (rows.length === 0) return [];
  const { m, f } = wording;
  const heading = kind === null ? m.outputIndex.group(f, rows.length) : m.portfolio.group(f, kind, rows.length);
  const isWell = kind === 'pass' || kind === 'not-applicable';
  return [{ heading, kind: signOf(kind), open: !isWell || rows.length <= MOST_OPEN, rows: rows.toSorted(byName) }];
};

const periodOf = (wording: Wording, period: ShelvedPeriod, open: boolean): IndexPeriod => {
  const { m, f } = wording;
  const { key, label } = period;
  const tally = GROUPS.map((kind) => ({ kind, count: ofKind(period, kind).length })).filter(({ count }) => count > 0);
  return {
    label,
    open,
    tally: tally.map(({ kind, count }) => ({ kind: signOf(kind), words: m.outputIndex.tally(f, kind, count) })),
    portfolio: period.portfolio.map((kind) => {
      const word = kind.toUpperCase();
      return { href: `portfolio/${key}/portfolio.${kind}`, word, reading: m.outputIndex.portfolioOf(word, label) };
    }),
    groups: GROUPS.flatMap((kind) => groupOf(wording, period, kind)),
  };
};

/** Of the newest period: what is there is counted, what cannot be read is named beside it. */
const countsOf = (period: ShelvedPeriod) => {
  const of = (kind: Kind) => ofKind(period, kind).length;
  const tenants = { pass: of('pass'), fail: of('fail'), notEvaluable: of('not-evaluable'), notApplicable: of('not-applicable'), notMade: 0 };
  return { tenants: { ...tenants, total: period.bundles.length - of(null) }, unreadable: of(null) };
};

const verdictOf = ({ tenants: { fail, notEvaluable, pass }, unreadable }: ReturnType<typeof countsOf>): Verdict => {
  if (fail > 0) return 'fail';
  if (notEvaluable + unreadable > 0) return 'not-evaluable';
  return pass > 0 ? 'pass' : 'not-applicable';
};

const newestOf = ({ m, f }: Wording, periods: readonly ShelvedPeriod[]): Pick<IndexView, 'headline' | 'verdict'> => {
  const newest = periods.find(({ bundles }) => bundles.length > 0);
  if (newest === undefined) return { headline: m.outputIndex.nothing, verdict: 'not-applicable' };
  const counts = countsOf(newest);
  const said = counts.tenants.total === 0 ? [] : [m.portfolio.headline(f, counts.tenants)];
  const unread = counts.unreadable === 0 ? [] : [m.outputIndex.unreadable(f, counts.unreadable)];
  return { headline: `${newest.label}: ${[...said, ...unread].join(' ')}`, verdict: verdictOf(counts) };
};

/** What an output folder holds, newest first and in each period worst first. */
export const indexView = ({ locale, timezone, tenants, periods, older, closed }: OutputIndex): IndexView => {
  const wording = wordingFor(locale, timezone);
  const { m, f } = wording;
  const bundles = [...periods.map((period) => period.bundles.length), ...older.map((period) => period.bundles)].reduce(
    (sum, count) => sum + count,
    0,
  );
  const newest = newestOf(wording, periods);
  return {
    lang: locale,
    title: m.outputIndex.title,
    p: m.outputIndex,
    line: m.outputIndex.line(f, { tenants, periods: periods.length + older.length, bundles }),
    ...newest,
    verdictWord: m.verdicts[newest.verdict],
    periods: periods.map((period, index) => periodOf(wording, period, index === 0)),
    older: older.map((period) => m.outputIndex.olderPeriod(f, period.label, period.key, period.bundles)),
    closed: closed.map(({ name, problem }) => ({ name, reason: m.outputIndex.problems[problem] })),
  };
};

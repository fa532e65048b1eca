import type { Messages } from '../../messages/messages.ts';
import { idAndState, type ViewContext } from '../html/view/context.ts';
import type { Branding } from '../../model/branding.ts';
import { doubtsOf } from '../../model/doubts.ts';
import { coverView, type CoverView, type Kpi } from '../html/view/cover.ts';
import { mailBrand, type MailBrand } from './brand.ts';
import { mailJobs, type MailJobs } from './jobs.ts';
import { SIGNS, type Sign } from './signs.ts';

export type Figure = Kpi & { readonly remark: string };
export type Fact = { readonly label: string; readonly value: string };

/** Everything the mail shows, as finished text; HTML and text part are two forms of it. */
export type MailView = {
  readonly lang: string;
  readonly l: Messages['labels'];
  readonly w: Messages['email'];
  readonly brand: MailBrand;
  readonly title: string;
  readonly preheader: string;
  /** What a reader must know before anything else; empty where nothing is in doubt. */
  readonly provisional: string;
  readonly eyebrow: string;
  readonly verdict: { readonly sign: Sign; readonly word: string };
  readonly headline: string;
  /** Empty where waivers change nothing. */
  readonly adjusted: string;
  readonly figureRows: readonly (readonly Figure[])[];
  readonly comparison: string;
  readonly decisions: readonly (CoverView['decisions'][number] & { readonly sign: Sign })[];
  readonly noDecisions: string;
  readonly moreDecisions: string;
  readonly jobs: MailJobs;
  readonly attachment: string;
  readonly facts: readonly Fact[];
};

export type MailOptions = {
  /** Whether the PDF goes with the mail; the mail says so. */
  readonly attached: boolean;
  /** It would have gone along, and was too large. */
  readonly tooLarge?: boolean;
  /** It goes to the operators, in place of its recipients. */
  readonly heldBack?: boolean;
  readonly branding?: Branding | undefined;
};

/** In words what the page says with colour alone. */
export const figures = ({ m }: ViewContext, kpis: readonly Kpi[]): Figure[] => {
  const remarks = [m.email.belowTarget, m.email.belowTarget, m.email.beyondObjective];
  return kpis.map((kpi, index) => ({ ...kpi, remark: kpi.bad ? (remarks[index] ?? '') : '' }));
};

const pairs = <T>(items: readonly T[]): T[][] => items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));

/** Which report this is. */
export const facts = (context: ViewContext): Fact[] => {
  const { report, m, f } = context;
  return [
    { label: m.labels.period, value: `${f.instant(report.period.from)} – ${f.instant(report.period.to)}` },
    { label: m.labels.asOf, value: f.instant(report.asOf) },
    { label: m.email.zone, value: report.period.timezone },
    { label: m.labels.reportId, value: idAndState(context, report.reportId, ', ') },
    { label: m.labels.tool, value: `${report.tool.name} ${report.tool.version}` },
  ];
};

const preheader = ({ m }: ViewContext, { headline, kpis }: CoverView, provisional: string): string => {
  const [rpo] = kpis;
  const text = rpo === undefined ? headline : m.email.preheader(headline, rpo.value, rpo.note);
  return provisional === '' ? text : `${provisional} ${text}`;
};

/** A view of the report: it picks and words, and computes nothing. */
export const mailView = (context: ViewContext, { attached, tooLarge = false, heldBack = false, branding }: MailOptions): MailView => {
  const { report, m, f } = context;
  const cover = coverView(context);
  const provisional = [...(heldBack ? [m.email.heldBack] : []), ...doubtsOf(report).map((doubt) => m.email.doubts[doubt])].join(' ');
  return {
    lang: report.locale,
    l: m.labels,
    w: m.email,
    brand: mailBrand(branding),
    title: cover.title,
    preheader: preheader(context, cover, provisional),
    provisional,
    eyebrow: cover.eyebrow,
    verdict: { sign: SIGNS[report.verdict], word: cover.verdictWord },
    headline: cover.headline,
    adjusted: cover.adjusted,
    figureRows: pairs(figures(context, cover.kpis)),
    comparison: cover.comparison,
    decisions: cover.decisions.map((decision) => ({ ...decision, sign: SIGNS[decision.unknown ? 'not-evaluable' : 'fail'] })),
    noDecisions: cover.noDecisions,
    moreDecisions: report.decisionsOmitted > 0 ? m.email.moreDecisions(f, report.decisionsOmitted) : '',
    jobs: mailJobs(context),
    attachment: attached ? m.email.attached : tooLarge ? m.email.tooLarge : m.email.notAttached,
    facts: facts(context),
  };
};

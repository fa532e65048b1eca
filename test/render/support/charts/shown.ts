import { wordingFor } from '../../../../src/messages/catalogue.ts';
import type { Report, ReportJob } from '../../../../src/model/report.ts';
import { namesOf } from '../../../../src/render/names.ts';
import { all, attribute, named, words, type Element } from '../read-page.ts';

/** A report, its page, and the words of its language. */
export type Shown = ReturnType<typeof wordingFor> & {
  readonly report: Report;
  readonly page: Element;
  readonly nameOf: (job: ReportJob) => string;
};

export const shownAs = (report: Report, page: Element): Shown => {
  const names = namesOf(report);
  return { ...wordingFor(report.locale, report.period.timezone), report, page, nameOf: ({ id }) => names.of(id).replaceAll(/\s+/g, ' ').trim() };
};

/** What a chart draws and nothing says; empty is well. */
export type Silent = readonly string[];

export const unsaid = (what: string, said: boolean): Silent => (said ? [] : [what]);

export const isChart = (element: Element): boolean => element.name === 'svg' && attribute(element, 'class') === 'chart';

export type JobChart = { readonly svg: Element; readonly label: string; readonly job: ReportJob };

/** The charts in such places, each with the job whose name stands over it. */
export const jobCharts = ({ report, nameOf }: Shown, places: readonly Element[]): JobChart[] => {
  const jobs = new Map(report.jobs.map((job) => [nameOf(job), job]));
  return places.flatMap((place) => {
    const [svg] = all(place, ({ name, attributes }) => name === 'svg' && attributes.get('role') === 'img');
    const job = jobs.get(words(all(place, named('bdi'))[0] ?? place));
    if (svg === undefined) return [];
    if (job === undefined) throw new Error(`A chart of nobody: ${words(place)}`);
    return [{ svg, label: attribute(svg, 'aria-label'), job }];
  });
};

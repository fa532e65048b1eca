import { expect, test } from 'vitest';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer } from '../../src/render/html/index.ts';
import type { Report } from '../../src/model/report.ts';
import { reportOfWorld } from './support/world-report.ts';

const ROWS = 3000;

/** Every enabled job with so many gaps and incidents, each a second longer than the one before. */
const crowded = async (): Promise<Report> => {
  const report = await reportOfWorld('troubled');
  const gap = report.jobs.flatMap(({ rpo }) => rpo.gaps)[0];
  const incident = report.jobs.flatMap(({ incidents }) => incidents)[0];
  if (gap === undefined || incident === undefined) throw new Error('The troubled world has neither gap nor incident.');
  const numbered = <T extends { readonly seconds: number }>(one: T) =>
    Array.from({ length: ROWS }, (_, index) => ({ ...one, seconds: 60 * (index + 1) }));
  const jobs = report.jobs.map((job, index) =>
    index > 0 ? job : { ...job, enabled: true, rpo: { ...job.rpo, gaps: numbered(gap) }, incidents: numbered(incident) },
  );
  return { ...report, jobs };
};

const rowsIn = (html: string, section: string): number =>
  (new RegExp(`<section class="${section}">[^]*?</table>`).exec(html)?.[0].match(/<tr>/g)?.length ?? 0) - 1;

test.each([
  [
    'en',
    /The 200 longest are shown\. 2,8\d\d more gaps stand in report\.json/,
    /The 20 longest are shown\. \d,\d\d\d more incidents stand in report\.json/,
  ],
  ['de', /Gezeigt sind die 200 längsten\. 2\.8\d\d weitere Lücken stehen/, /Gezeigt sind die 20 längsten\. \d\.\d\d\d weitere Störungen stehen/],
])('of thousands of gaps and incidents the longest are shown, and the others are counted: %s', async (locale, gaps, incidents) => {
  const html = await createHtmlRenderer(await loadAssets())({ ...(await crowded()), locale }, { paper: 'A4' });
  expect(rowsIn(html, 'gaps')).toBe(200);
  expect(rowsIn(html, 'incidents')).toBe(20);
  expect(html).toMatch(gaps);
  expect(html).toMatch(incidents);
});

test('where all fit, nothing is said to be left out', async () => {
  const html = await createHtmlRenderer(await loadAssets())(await reportOfWorld('troubled'), { paper: 'A4' });
  expect(html).not.toMatch(/longest are shown|most frequent are shown/);
});

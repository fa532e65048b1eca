import type { DayOutcome } from '../../src/model/analysis.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadAssets } from '../../src/render/html/assets.ts';
import { createHtmlRenderer } from '../../src/render/html/index.ts';
import { jobFixture, reportFixture } from '../support/report-fixture.ts';
import { inGerman } from '../support/in-german.ts';
import { dailySilent, startsSilent } from './support/charts/bars.ts';
import { calendarSilent } from './support/charts/calendar.ts';
import { gaugesSilent, trendSilent, volumeSilent } from './support/charts/figures.ts';
import { durationsSilent, exposureSilent } from './support/charts/runs.ts';
import { shownAs, type Shown, type Silent } from './support/charts/shown.ts';
import { all, named, readPage, sectionOf } from './support/read-page.ts';
import { SITUATIONS, situations } from './support/situations.ts';

/** Whoever does not see a chart finds each of its numbers in a text, a table, or a file that is named beside it. */

const CHARTS: Readonly<Record<string, (shown: Shown) => Silent>> = {
  gauges: gaugesSilent,
  'every job, every day': calendarSilent,
  trend: trendSilent,
  'outcomes by day': dailySilent,
  exposure: exposureSilent,
  'times of day': startsSilent,
  durations: durationsSilent,
  'transferred data': volumeSilent,
};

const NONE = { success: 0, warning: 0, recovered: 0, failed: 0, missed: 0, running: 0, unknown: 0 };

const htmls = new Map<string, string>();
const pages = new Map<string, Shown>();

beforeAll(async () => {
  const render = createHtmlRenderer(await loadAssets());
  for (const [name, english] of await situations()) {
    for (const [key, report] of [[name, english] as const, [`${name}.de`, inGerman(english)] as const]) {
      const html = await render(report, { paper: 'A4' });
      htmls.set(key, html);
      pages.set(key, shownAs(report, readPage(html)));
    }
  }
});

const shownOf = (name: string): Shown => {
  const shown = pages.get(name);
  if (shown === undefined) throw new Error(`There is no situation ${name}.`);
  return shown;
};

/** The page as it would be if nobody had written its charts down. */
const muted = (name: string): Shown => {
  const html = (htmls.get(name) ?? '').replaceAll(/aria-label="[^"]*"/g, 'aria-label="x"').replaceAll(/<details[^]*?<\/details>/g, '');
  return shownAs(shownOf(name).report, readPage(html));
};

describe.each(Object.keys(CHARTS))('%s', (chart) => {
  test.each(SITUATIONS.flatMap((name) => [name, `${name}.de`]))('says what it draws: %s', (name) => {
    expect(CHARTS[chart]?.(shownOf(name))).toEqual([]);
  });

  test('is heard to be silent when its words are taken away', () => {
    expect(CHARTS[chart]?.(muted(chart === 'trend' ? 'trend' : 'troubled'))).not.toEqual([]);
  });
});

test('more than a year says which year it means, and has a table a month', async () => {
  const outcomes: readonly DayOutcome[] = ['success', 'failed', 'success', 'missed', 'warning'];
  const dates = Array.from({ length: 400 }, (_, day) => new Date(Date.UTC(2025, 8, 20 + day)).toISOString().slice(0, 10));
  const outcomeOf = (day: number) => outcomes[(day * day + Math.floor(day / 9)) % outcomes.length] ?? 'success';
  const days = dates.map((date, day) => ({ date, outcome: outcomeOf(day), runs: 1 }));
  const totals = days.map(({ date, outcome }) => ({ ...NONE, date, [outcome]: 1 }));
  const report = reportFixture({ jobs: [jobFixture({ days })], days: totals });
  const shown = shownAs(report, readPage(await createHtmlRenderer(await loadAssets())(report, { paper: 'A4' })));
  expect(calendarSilent(shown)).toEqual([]);
  expect(dailySilent(shown)).toEqual([]);
  expect(all(sectionOf(shown.page, 'daily'), named('table'))).toHaveLength(14);
});

test('every picture with a meaning is one of these charts', () => {
  const meant = ['gauge', 'cal', 'volume', 'strip', 'multiples', 'panel', 'daily', 'starts'];
  for (const [, { page }] of pages) {
    const within = all(page, ({ attributes }) => (attributes.get('class') ?? '').split(' ').some((name) => meant.includes(name)));
    const pictures = new Set(within.flatMap((place) => all(place, ({ attributes }) => attributes.get('role') === 'img')));
    expect(all(page, ({ attributes }) => attributes.get('role') === 'img').filter((picture) => !pictures.has(picture))).toEqual([]);
  }
});

import { measureAnalysis } from './analysis.ts';
import { HOURLY, measureArchiveReading, measureArchiveWriting, NIGHTLY, type ArchiveScale } from './archive.ts';
import { benchCollection } from './collection.ts';
import { benchColdRun } from './cold-run.ts';
import { benchPdf, readPage } from './pdf.ts';
import { benchRendering } from './rendering.ts';
import { median, table, type Row } from './table.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

const analysisRow = (runs: number): Row => ({
  ...measureAnalysis(runs),
  name: 'analysis',
  floor: 'JSON.parse + 2 × Date.parse a session',
  target: 1.5,
  note: '1,000,000 sessions',
});

const MAX_SECONDS = 3;
const MAX_MIB = 400;

const limit = (what: string, value: number, most: number, unit: string): string =>
  `${what}: ${value.toFixed(unit === 'MiB' ? 0 : 2)} ${unit}, at most ${most} ${unit}: ${value <= most ? 'met' : 'MISSED'}`;

const ARCHIVE_SECONDS = 2;
const ARCHIVE_MIB = 300;
const NOTHING_NEW_PERCENT = 1;

type ArchiveBench = { readonly row: Row; readonly limits: readonly string[] };

/** A month of 100 jobs out of an archive of a million sessions. */
const benchArchive = async (what: string, scale: ArchiveScale, runs: number): Promise<ArchiveBench> => {
  const { floorMs, oursMs, peakMiB, whole } = await measureArchiveReading(scale, runs);
  const wholeMs = whole.map(({ ms }) => ms);
  const wholeMiB = whole.map((run) => run.peakMiB);
  return {
    row: { name: `archive, ${what}`, floor: 'a bare scan of the same rows', oursMs, floorMs, target: null, note: '1,000,000 sessions' },
    limits: [
      limit(`100 ${what} jobs, a month read and analysed`, median(oursMs) / 1000, ARCHIVE_SECONDS, 's'),
      limit('peak memory of its process', median(peakMiB), ARCHIVE_MIB, 'MiB'),
      limit('the whole report command, without PDF', median(wholeMs) / 1000, ARCHIVE_SECONDS, 's'),
      limit('peak memory of its process', median(wholeMiB), ARCHIVE_MIB, 'MiB'),
    ],
  };
};

/** A daily collection that brings nothing new, in whole pages of the write-ahead log. */
const benchNothingNew = async (sessions: number): Promise<string> => {
  const { first, nothingNew } = await measureArchiveWriting(100, sessions);
  const share = (nothingNew / first) * 100;
  return limit(`a collection with nothing new, 100 jobs × ${String(sessions)} sessions, of the first`, share, NOTHING_NEW_PERCENT, '%');
};

/** Medians of several runs, each beside its own floor measured in the same run. Never a test: machines are shared and noisy. */
const bench = async (): Promise<void> => {
  const cold = await benchColdRun(5);
  const archives = [await benchArchive('nightly', NIGHTLY, 3), await benchArchive('hourly', HOURLY, 2)];
  const pages = await benchRendering(15);
  const rows = [
    await benchCollection(5),
    analysisRow(5),
    await benchPdf(await readPage(cold.folder), 15),
    ...pages.rows,
    cold.row,
    ...archives.map(({ row }) => row),
  ];
  say(table(rows));
  say('');
  say(limit('cold run', median(cold.row.oursMs) / 1000, MAX_SECONDS, 's'));
  say(limit('peak memory of its Node process', median(cold.peakMiB), MAX_MIB, 'MiB'));
  pages.limits.forEach((each) => say(limit(...each)));
  archives.flatMap(({ limits }) => limits).forEach(say);
  for (const sessions of [90, 2160]) say(await benchNothingNew(sessions));
};

await bench();

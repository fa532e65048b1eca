import { measureAnalysis } from './analysis.ts';
import { measureArchiveReading, measureArchiveWriting, NIGHTLY } from './archive.ts';
import { benchCollection } from './collection.ts';
import { benchColdRun } from './cold-run.ts';
import { benchPdf } from './pdf.ts';
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

/** A month of 100 jobs out of an archive of a million sessions, and a daily collection that brings nothing new. */
const benchArchive = async (runs: number): Promise<{ readonly row: Row; readonly limits: readonly string[] }> => {
  const { floorMs, oursMs, peakMiB } = await measureArchiveReading(NIGHTLY, runs);
  const { first, nothingNew } = await measureArchiveWriting(100, 2160);
  return {
    row: { name: 'archive', floor: 'a bare scan of the same rows', oursMs, floorMs, target: null, note: '1,000,000 sessions' },
    limits: [
      limit('a month of 100 jobs from the archive', median(oursMs) / 1000, ARCHIVE_SECONDS, 's'),
      limit('peak memory of its process', median(peakMiB), ARCHIVE_MIB, 'MiB'),
      limit('written by a collection with nothing new, of the first', (nothingNew / first) * 100, NOTHING_NEW_PERCENT, '%'),
    ],
  };
};

/** Medians of several runs, each beside its own floor measured in the same run. Never a test: machines are shared and noisy. */
const bench = async (): Promise<void> => {
  const cold = await benchColdRun(5);
  const archive = await benchArchive(3);
  const rows = [await benchCollection(5), analysisRow(5), await benchPdf(cold.folder, 15), cold.row, archive.row];
  say(table(rows));
  say('');
  say(limit('cold run', median(cold.row.oursMs) / 1000, MAX_SECONDS, 's'));
  say(limit('peak memory of its Node process', median(cold.peakMiB), MAX_MIB, 'MiB'));
  archive.limits.forEach(say);
};

await bench();

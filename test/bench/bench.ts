import { measureAnalysis } from './analysis.ts';
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
  `${what}: ${value.toFixed(unit === 's' ? 2 : 0)} ${unit}, at most ${most} ${unit}: ${value <= most ? 'met' : 'MISSED'}`;

/** Medians of several runs, each beside its own floor measured in the same run. Never a test: machines are shared and noisy. */
const bench = async (): Promise<void> => {
  const cold = await benchColdRun(5);
  const rows = [await benchCollection(3), analysisRow(3), await benchPdf(cold.folder, 11), cold.row];
  say(table(rows));
  say('');
  say(limit('cold run', median(cold.row.oursMs) / 1000, MAX_SECONDS, 's'));
  say(limit('peak memory of its Node process', median(cold.peakMiB), MAX_MIB, 'MiB'));
};

await bench();

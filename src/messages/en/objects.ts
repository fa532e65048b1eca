import type { Report } from '../../model/report.ts';
import type { ObjectKind } from '../../model/session.ts';
import type { Format } from '../format.ts';
import { counted } from './plural.ts';

const KIND_WORDS: Readonly<Record<ObjectKind, readonly [one: string, many: string]>> = {
  mailbox: ['mailbox', 'mailboxes'],
  onedrive: ['OneDrive', 'OneDrives'],
  site: ['site', 'sites'],
  team: ['team', 'teams'],
  object: ['object', 'objects'],
};

const percentMore = (f: Format, change: number): string => (change < 0 ? `${f.percent(-change, 0)} less than` : `${f.percent(change, 0)} more than`);

/** Words about what the logs say of single objects, and about volume. */
export const objectLabels = {
  objectsHeading: 'Objects and volume',
  failingHeading: 'Objects that fail again and again',
  failingLead: (f: Format, count: number, never: number, after: number) =>
    `${counted(f, count, 'object')} without a success in ${f.integer(after)} or more logged runs in a row (a rule may ask for another number), or in none of two or more in the period.${
      never === 0 ? '' : ` Never in the period: ${f.integer(never)}.`
    } A run that only warns can hide an object that has no backup.`,
  noFailing: 'No object failed again and again in the logs that were read.',
  failingNotKnown: 'No log was read, so no object can be named or ruled out.',
  object: 'Object',
  kind: 'Kind',
  kindWord: (kind: ObjectKind) => KIND_WORDS[kind][0],
  kindCount: (f: Format, kind: ObjectKind, count: number) => counted(f, count, KIND_WORDS[kind][0], KIND_WORDS[kind][1]),
  lastSuccess: 'Last success',
  neverInPeriod: 'never in the period',
  noneKnown: 'none known',
  failingSince: 'Failing since',
  inARow: 'Runs in a row',
  lastReason: 'Newest reason',
  moreFailing: (f: Format, count: number) => `${f.integer(count)} more in report.json and, where it is written, in objects.csv.`,
  warningsHeading: 'Warnings and their reasons',
  warningsLead: 'Over all jobs; names, addresses and ids are masked, so that equal causes are one row.',
  noWarnings: 'No reason was found in the logs that were read.',
  noWarningsNothingKnown: 'No finished run is known, so no reason can be named or ruled out.',
  warningsNotRead: 'Logs were not read (report.logs: none), so reasons are not known.',
  objects: 'Objects',
  inRuns: 'Runs',
  jobCount: (f: Format, count: number) => counted(f, count, 'job'),
  wholeRun: 'whole run',
  countsHeading: 'Found, excluded, processed',
  countsLead:
    'Of the newest finished run, and before it the least and the most over the period where they differ. Found and excluded are what the logs say; walked and processed what the source’s records do. Processed counts changed objects: 0 on a success is usual.',
  found: 'Found',
  excluded: 'Excluded',
  walked: 'Walked',
  processed: 'Processed',
  logsReadOf: 'Logs read',
  range: (least: string, most: string) => `${least} to ${most}`,
  readOf: (f: Format, read: number, of: number) => `${f.integer(read)} of ${counted(f, of, 'run')}`,
  transferHeading: 'Transferred data',
  transferReading: (f: Format, { bytes, runs, of }: Report['totals']['transferred']) =>
    bytes === null
      ? 'No log that was read names a volume.'
      : `${f.bytes(bytes)} in ${f.integer(runs)} of ${counted(f, of, 'finished run')}${runs < of ? '; of the others the volume is not known, as their logs were not read or do not name it' : ''}.`,
  transferred: 'Transferred',
  transferMedian: 'Median of a run',
  transferRuns: 'Known for',
  moreTransfers: (f: Format, count: number) => `${counted(f, count, 'further job')} in the appendix.`,
  transferByDay: 'By day',
  trend: 'Trend',
  trendWords: (f: Format, change: number) => (Math.abs(change) < 0.01 ? 'level' : `newer half ${percentMore(f, change)} the older`),
  noTrend: 'too few runs',
  barsReading: (f: Format, days: number, of: number, amounts: readonly string[]) =>
    `known on ${f.integer(days)} of ${counted(f, of, 'day')}: ${amounts.join('; ')}${amounts.length < days ? `; ${f.integer(days - amounts.length)} more in report.json` : ''}`,
};

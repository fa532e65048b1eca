import { MINUTE, SECOND } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { between, hashText, randomFor, uuid, wholeBetween } from './random.ts';
import type { Random } from './random.ts';
import type { SimulatedJob, SimulatedRun, WireLogLine, Workload } from './wire.ts';
import { measuredInstant } from './wire-instant.ts';

const OBJECT_WORD: Readonly<Record<Workload, string>> = { mailbox: 'mailbox', onedrive: 'OneDrive', site: 'site', team: 'team' };

/** The service prints its own locale's date, without a zone. */
const localeDate = (instant: Instant): string => {
  const date = new Date(instant);
  const hour = date.getUTCHours();
  const clock = [hour % 12 === 0 ? 12 : hour % 12, date.getUTCMinutes(), date.getUTCSeconds()].map((part, index) =>
    index === 0 ? String(part) : String(part).padStart(2, '0'),
  );
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()} ${clock.join(':')} ${hour < 12 ? 'AM' : 'PM'}`;
};

/** Milliseconds; the digits that JavaScript cannot hold are cut off. */
const instantOf = (text: string): Instant => Date.parse(text.replace(/(\.\d{3})\d*Z$/, '$1Z'));

const transferred = (lengthMs: number, items: number, random: Random): string => {
  const seconds = Math.max(1, lengthMs / SECOND);
  const megabytes = Math.max(0.1, items * between(random, 0.02, 0.4));
  const size = megabytes >= 1024 ? `${(megabytes / 1024).toFixed(1)} GB` : `${megabytes.toFixed(1)} MB`;
  return `[Success] Transferred: ${size} (${items} items) at ${(megabytes / seconds).toFixed(1)} MB/s (${Math.round(items / seconds)} items/s)`;
};

const objectTitles = (job: SimulatedJob, run: SimulatedRun): readonly string[] => {
  const verb = job.record.jobType === 'Copy' ? 'Copying' : 'Processing';
  const wholeRun = run.trouble.filter((trouble) => trouble.object === null).map((trouble) => trouble.title);
  if (wholeRun.length > 0) return wholeRun;
  const troubled = new Map(run.trouble.map((trouble) => [trouble.object, trouble.title]));
  const walked = job.objects.slice(0, run.session.progress);
  return walked.map((object) => troubled.get(object) ?? `[Success] ${verb} ${OBJECT_WORD[job.workload]}: ${object}`);
};

const closingTitles = (run: SimulatedRun, start: Instant, end: Instant, random: Random): readonly string[] => {
  if (run.session.endTime === null) return [];
  const finished = `[Success] Job finished at ${localeDate(end)}`;
  const items = run.session.processedObjects * wholeBetween(random, 30, 240);
  return run.session.status === 'Failed' ? [finished] : [transferred(end - start, items, random), finished];
};

const titles = (job: SimulatedJob, run: SimulatedRun, start: Instant, end: Instant, random: Random): readonly string[] => [
  `[Success] Job started at ${localeDate(start)}`,
  '[Success] Connected to organization',
  `[Success] Found ${(hashText(job.record.id) % 3) + 1} excluded objects`,
  `[Success] Found ${run.session.progress} objects`,
  ...objectTitles(job, run),
  ...closingTitles(run, start, end, random),
];

/** The log of one run, the same at every call: lines in order of their start, those of objects overlapping in time. */
export const sessionLog = (job: SimulatedJob, run: SimulatedRun, seed: number): readonly WireLogLine[] => {
  const random = randomFor(seed, run.session.id);
  const start = instantOf(run.session.creationTime);
  const end = run.session.endTime === null ? start + MINUTE : instantOf(run.session.endTime);
  const lines = titles(job, run, start, end, random);
  const step = (end - start) / lines.length;
  return lines.map((title, index) => {
    const from = Math.round(start + step * (index + random() * 0.9));
    const until = Math.min(end, Math.round(from + step * between(random, 0, 3)));
    return { id: uuid(random), title, creationTime: measuredInstant(from, random), endTime: measuredInstant(Math.max(from, until), random) };
  });
};

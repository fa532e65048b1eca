import { HOUR, MINUTE } from '../../model/instant.ts';
import type { Workload } from '../wire.ts';

/** Nights are counted back from today; `at` is a time of day in UTC. */
export type TroubledJob = {
  readonly name: string;
  readonly workload: Workload;
  readonly jobType?: 'Backup' | 'Copy';
  readonly objects: number;
  readonly at: number;
  readonly minutes: number;
  readonly special?: 'unlicensed' | 'stale' | 'running' | 'disabled' | 'irregular';
  readonly warned?: readonly number[];
  readonly retried?: readonly number[];
  /** Retried only hours later, when the objective was missed by then. */
  readonly retriedLate?: readonly number[];
  readonly failed?: readonly number[];
  readonly missed?: readonly number[];
  /** Since that night it walks only the first so many of its objects, and says nothing of the others. */
  readonly shrunk?: { readonly night: number; readonly objects: number };
  readonly slow?: readonly { readonly night: number; readonly factor: number }[];
};

/** Looked at on 2 November, the night 33 − n days ago is that of n October, and 63 − n days ago that of n September. */
const october = (...days: readonly number[]): readonly number[] => days.map((day) => 33 - day);
const september = (...days: readonly number[]): readonly number[] => days.map((day) => 63 - day);

/** From this many days ago on, the stale job's sessions are not listed: from 20 October. */
export const STALE_SINCE = 13;

const clock = (hour: number, minute: number): number => hour * HOUR + minute * MINUTE;

export const TROUBLED_JOBS: readonly TroubledJob[] = [
  {
    name: 'All Exchange objects',
    workload: 'mailbox',
    objects: 66,
    at: clock(2, 49),
    minutes: 2,
    warned: [...october(1, 23, 27), ...september(11)],
    retriedLate: october(15),
  },
  { name: 'All other objects', workload: 'site', objects: 31, at: clock(1, 30), minutes: 19, special: 'irregular' },
  { name: 'Exchange – Finance', workload: 'mailbox', objects: 38, at: clock(1, 5), minutes: 6, warned: [...october(12, 13, 17), ...september(4)] },
  { name: 'Exchange – Sales EMEA', workload: 'mailbox', objects: 97, at: clock(0, 40), minutes: 13, special: 'unlicensed' },
  { name: 'Exchange – Shared mailboxes', workload: 'mailbox', objects: 44, at: clock(3, 20), minutes: 5 },
  {
    name: 'OneDrive – Contractors',
    workload: 'onedrive',
    objects: 27,
    at: clock(4, 10),
    minutes: 8,
    warned: october(11),
    retried: [...october(14, 20), ...september(9)],
  },
  {
    name: 'OneDrive – Executives',
    workload: 'onedrive',
    objects: 12,
    at: clock(2, 5),
    minutes: 17,
    warned: october(8),
    retried: october(7, 28),
    failed: october(17, 18),
  },
  {
    name: 'OneDrive – Field staff',
    workload: 'onedrive',
    objects: 143,
    at: clock(3, 40),
    minutes: 28,
    warned: [...october(17), ...september(22)],
    shrunk: { night: 33 - 24, objects: 58 },
  },
  { name: 'SharePoint – Archive', workload: 'site', jobType: 'Copy', objects: 19, at: clock(4, 30), minutes: 11, warned: october(16, 19, 29) },
  {
    name: 'SharePoint – Intranet',
    workload: 'site',
    objects: 22,
    at: clock(20, 15),
    minutes: 33,
    warned: october(1),
    slow: [
      { night: 33 - 13, factor: 1.85 },
      { night: 33 - 22, factor: 2.5 },
    ],
  },
  {
    name: 'SharePoint – Legal',
    workload: 'site',
    objects: 9,
    at: clock(2, 49),
    minutes: 46,
    warned: [...october(7, 12, 26), ...september(19)],
    retried: [...october(2, 4, 14, 29), ...september(27)],
    failed: [...october(9, 10, 11), ...september(16)],
    missed: october(21),
  },
  { name: 'Teams – Projects', workload: 'team', objects: 14, at: clock(1, 45), minutes: 9, special: 'stale' },
  { name: 'Teams – Support', workload: 'team', objects: 11, at: 0, minutes: 45, special: 'running', warned: [...october(12, 15), ...september(2)] },
  { name: 'Groups – Distribution', workload: 'mailbox', objects: 16, at: clock(3, 0), minutes: 3, special: 'disabled' },
];

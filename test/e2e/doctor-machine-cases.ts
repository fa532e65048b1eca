import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { writeTemplate, type Case, type Place } from './doctor-place.ts';

const CONFIGURED = ['archive', 'output', 'mail-server', 'schedules', 'api-key', 'api'];

const damage = async ({ folder, type }: Place): Promise<void> => {
  await type('collect');
  const bytes = await readFile(join(folder, 'vdc-report.db'));
  await writeFile(join(folder, 'vdc-report.db'), bytes.fill(0x5a, 4096, 12_288));
};

/** Nobody may write there: not even root, where the system itself forbids it. */
const readOnlyFolder = async ({ folder }: Place): Promise<void> => {
  await mkdir(join(folder, 'closed'));
  await chmod(join(folder, 'closed'), 0o555);
  onTestFinished(() => chmod(join(folder, 'closed'), 0o755));
};

/** What can be wrong on this machine. */
export const MACHINE_CASES: readonly Case[] = [
  {
    what: 'a schedule in an unknown zone',
    seed: { config: { schedules: [{ name: 'monthly', cron: '0 6 1 * *', period: 'previous-month', timezone: 'Europe/Berlim' }] } },
    code: 2,
    states: { configuration: 'failed', ...Object.fromEntries(CONFIGURED.map((id) => [id, 'not-checked'])) },
    found: /^vdc-report\.yaml has a mistake; nothing was done:\n {2}vdc-report\.yaml:1:\d+ schedules\[0\]\.timezone: .*Europe\/Berlim/,
    next: /schema config/,
  },
  {
    what: 'a schedule that never comes about',
    seed: { config: { schedules: [{ name: 'monthly', cron: '0 6 30 2 *', period: 'previous-month' }] } },
    code: 2,
    states: { configuration: 'failed', ...Object.fromEntries(CONFIGURED.map((id) => [id, 'not-checked'])) },
    found: /schedules\[0\]\.cron: found "0 6 30 2 \*", which never comes about/,
    next: /schema config/,
  },
  {
    what: 'an output folder that cannot be written',
    seed: { config: { output: process.getuid?.() === 0 ? '/sys/reports' : './closed/reports' } },
    before: readOnlyFolder,
    code: 3,
    states: { output: 'failed' },
    found: /^The folder \S+reports could not be written: .*\((EACCES|EPERM|EROFS)/,
    next: /^Give this user the right to write there, or name another folder as "output"/,
  },
  {
    what: 'a file where the output folder should be',
    seed: { config: { output: './ca.pem' } },
    code: 3,
    states: { output: 'failed' },
    found: /a file stands where a folder is needed/,
    next: /"output" in the configuration/,
  },
  {
    what: 'a damaged archive',
    seed: {},
    before: damage,
    code: 3,
    states: { archive: 'failed' },
    found: /^The archive \S+vdc-report\.db is damaged: /,
    next: /^It was left as it is\. Move it away and put back a copy/,
  },
  {
    what: 'an archive in a folder that is not there',
    seed: { config: { archive: './nowhere/vdc-report.db' } },
    code: 3,
    states: { archive: 'failed' },
    found: /^The archive \S+ cannot be used: its folder does not exist\.$/,
    next: /^Check the path under "archive"\.$/,
  },
  {
    what: 'schedules without an archive',
    seed: { config: { archive: 'none' } },
    code: 2,
    states: { archive: 'not-checked', schedules: 'failed' },
    found: /^serve needs an archive, but the configuration says "archive: none"\.$/,
    next: /^Name a file under "archive"/,
  },
  {
    what: 'a template that does not compile',
    seed: { config: { report: { formats: ['html'], templates: './own' } } },
    before: ({ folder }) => writeTemplate(folder, '<p>{{#if l.limits}}</p>\n'),
    code: 2,
    states: { templates: 'failed' },
    found: /^The templates in \S+own have a mistake; nothing was done:\n {2}\S+limits\.hbs/,
    next: /Templates of your own/,
  },
  {
    what: 'a browser that cannot start',
    seed: { config: { report: { formats: ['html', 'pdf'] }, browser: './browser.sh' } },
    before: ({ folder }) => writeFile(join(folder, 'browser.sh'), '#!/bin/sh\nexit 1\n', { mode: 0o700 }),
    code: 3,
    states: { browser: 'failed' },
    found: /^The browser \(configured\) did not start: /,
    next: /^Name another Chrome or Chromium/,
  },
];

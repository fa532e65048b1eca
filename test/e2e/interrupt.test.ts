import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { politeExcept, startScriptedServer } from '../deliver/support/mail-servers.ts';
import {
  AS_OF,
  configure,
  KEY,
  openFolder,
  openSource,
  PERIOD,
  startProgram,
  tenantAt,
  type Ended,
  type SourceOptions,
} from '../support/pipeline.ts';
import { workingIn } from './working-in.ts';

const QUICKLY = { timeout: 20_000, interval: 20 };

type Interrupted = Ended & { readonly folder: string; readonly left: readonly string[] };

/** Runs the program with a PDF and a mail, and interrupts it as soon as `isTime` holds. `left`: what it left in its folder for temporary files. */
const interrupt = async (
  options: SourceOptions,
  signal: 'SIGINT' | 'SIGTERM',
  isTime: (err: string, folder: string) => void | Promise<void>,
): Promise<Interrupted> => {
  const mail = await startScriptedServer(politeExcept((line) => (line === '.' ? null : undefined)));
  const simulator = await openSource(options);
  const folder = await openFolder();
  const temporary = await openFolder();
  const smtp = { host: '127.0.0.1', port: mail.port, tls: 'none', from: 'reports@sender.example' };
  await configure(folder, [tenantAt(simulator.url, { email: { to: ['a@x.example'] } })], { report: {}, smtp });
  const child = startProgram(folder, ['run', '--period', PERIOD, '--as-of', AS_OF], { VDC_KEY: KEY, TMPDIR: temporary });
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await vi.waitFor(() => isTime(mail.lines.includes('.') ? `${err}\nmail handed over` : err, folder), QUICKLY);
  child.kill(signal);
  const ended = await child.ended;
  await vi.waitFor(async () => expect(await workingIn(folder)).toEqual([]), QUICKLY);
  return { ...ended, folder, left: await readdir(temporary) };
};

const FORGETFUL =
  'Note: without an archive ("archive: none") no record of sent mail is kept: the same report is sent again by the next run, and what is put off is not tried again.\n';
const SAID = 'nothing half-written was left behind.';

describe.runIf(process.platform === 'linux')('a run that is interrupted', () => {
  it.each<[signal: 'SIGINT' | 'SIGTERM', code: number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('by %s while it collects: exit code %i, nothing written, no browser left', async (signal, code) => {
    const collectsWithBrowser = async (err: string, folder: string): Promise<void> => {
      expect(err).toBe(`${FORGETFUL}contoso: collecting\n`);
      expect((await workingIn(folder)).length).toBeGreaterThan(1);
    };
    const { folder, left, ...ended } = await interrupt({ faults: ['hang@job=2'] }, signal, collectsWithBrowser);
    expect(ended).toEqual({ code, out: '', err: `${FORGETFUL}contoso: collecting\nvdc-report: interrupted (${signal}); ${SAID}\n` });
    expect([await readdir(folder), left]).toEqual([['vdc-report.yaml'], []]);
  });

  it('while it prints: nothing written, no browser left', async () => {
    const { folder, left, code, out, err } = await interrupt({}, 'SIGINT', (said) => expect(said).toContain('printing the PDF'));
    expect([code, out, await readdir(folder), left]).toEqual([130, '', ['vdc-report.yaml'], []]);
    expect(err).toContain(SAID);
  });

  it('while the mail server thinks: the bundle is whole, and it is said that nobody knows about the mail', async () => {
    const { folder, left, code, out, err } = await interrupt({}, 'SIGINT', (said) => expect(said).toContain('mail handed over'));
    expect([code, out, left]).toEqual([130, '', []]);
    expect(err).toContain('Tenant contoso: it is not known whether 127.0.0.1 delivered the mail to a@x.example; it was not sent again.');
    const files = [
      'email.eml',
      'evidence',
      'gaps.csv',
      'junit.xml',
      'manifest.json',
      'objects.csv',
      'report.html',
      'report.json',
      'report.pdf',
      'sessions.csv',
      'summary.md',
    ];
    expect(await readdir(join(folder, 'reports', 'contoso', PERIOD))).toEqual(files);
  });
});

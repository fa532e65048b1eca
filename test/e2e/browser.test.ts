import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { startMailServer } from '../deliver/support/mail-servers.ts';
import { configure, openFolder, openSource, PERIOD, readTree, run, tenantAt } from '../support/pipeline.ts';

const REST = ['email.eml', 'gaps.csv', 'junit.xml', 'manifest.json', 'objects.csv', 'report.html', 'report.json', 'sessions.csv', 'summary.md'];

const pageSize = async (path: string): Promise<readonly number[]> => {
  const task = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 });
  const page = await (await task.promise).getPage(1);
  const { width, height } = page.getViewport({ scale: 1 });
  await task.destroy();
  return [width, height].map(Math.round);
};

describe('a PDF that cannot be printed', () => {
  it.each<[what: string, program: string | null, sentence: RegExp]>([
    ['a browser that is not there', null, /cannot be run\. Name an existing Chrome or Chromium/],
    ['a browser that ends at once', '#!/bin/sh\nexit 1\n', /did not start: .*[^.:]\. Name another Chrome/],
  ])('%s: the rest is made, the mail goes without it, exit code 3', async (_what, program, sentence) => {
    const mail = await startMailServer();
    const simulator = await openSource();
    const folder = await openFolder();
    const smtp = { host: '127.0.0.1', port: mail.port, tls: 'none', from: 'reports@sender.example' };
    await configure(folder, [tenantAt(simulator.url, { email: { to: ['a@x.example'] } })], { report: {}, smtp });
    const browser = join(folder, 'browser');
    if (program !== null) await writeFile(browser, program);
    if (program !== null) await chmod(browser, 0o755);
    const { code, out } = await run(folder, ['--browser', browser]);
    expect([code, out]).toEqual([3, expect.stringMatching(sentence)]);
    const made = [...(await readTree(join(folder, 'reports', 'contoso', PERIOD))).keys()];
    expect(made.filter((name) => !name.startsWith('evidence/'))).toEqual(REST);
    const sent = await simpleParser(mail.received[0]?.raw ?? '');
    expect([sent.attachments, String(sent.html)]).toEqual([[], expect.not.stringContaining('attached as a PDF')]);
  });
});

describe('one browser for several tenants', () => {
  it('prints each on its own paper, and none for a tenant that wants none', async () => {
    const simulator = await openSource();
    const folder = await openFolder();
    const tenant = (id: string, report: object) => tenantAt(simulator.url, { id, name: id, report });
    const tenants = [tenant('contoso', { paper: 'A4' }), tenant('fabrikam', { paper: 'Letter' }), tenant('adatum', { formats: ['html'] })];
    await configure(folder, tenants, { report: {} });
    expect((await run(folder)).code).toBe(0);
    const size = (id: string) => pageSize(join(folder, 'reports', id, PERIOD, 'report.pdf'));
    expect([await size('contoso'), await size('fabrikam')]).toEqual([
      [595, 842],
      [612, 792],
    ]);
    expect((await readTree(join(folder, 'reports', 'adatum'))).has(`${PERIOD}/report.pdf`)).toBe(false);
  });
});

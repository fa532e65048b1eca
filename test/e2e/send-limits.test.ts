import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Received } from '../deliver/support/mail-servers.ts';
import { configure, openSource, PERIOD, tenantAt } from '../support/pipeline.ts';
import { EMAIL, openPlace, RUN, type } from './send-place.ts';

describe('domains', () => {
  const only = (changes: Readonly<Record<string, unknown>>) => ({ email: { ...EMAIL, ...changes } });

  it('to which mail of a tenant may go: any other is a mistake in the configuration, and for --to', async () => {
    const simulator = await openSource();
    const { folder, received } = await openPlace();
    const open = async (domains: readonly string[]): Promise<void> => {
      const config: unknown = JSON.parse(await readFile(join(folder, 'vdc-report.yaml'), 'utf8'));
      const smtp = z.object({ smtp: z.unknown() }).parse(config);
      await configure(folder, [tenantAt(simulator.url, only({ domains }))], { archive: './vdc-report.db', report: { formats: ['html'] }, ...smtp });
    };
    await open(['sub.contoso.example']);
    const refused = await type(folder, RUN);
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringContaining('found "second@contoso.example", and email.domains lets mail of this tenant go only to sub.contoso.example'),
    ]);
    await open(['Contoso.example']);
    expect((await type(folder, `${RUN} --no-mail`)).code).toBe(0);
    const strange = await type(folder, `send --period ${PERIOD} --to me@provider.example`);
    expect([strange.code, strange.err]).toEqual([2, expect.stringContaining('Mail of tenant contoso may not go to me@provider.example')]);
    expect((await type(folder, `send --period ${PERIOD} --to me@contoso.example`)).code).toBe(0);
    expect(received.map(({ to }) => to)).toEqual([['me@contoso.example']]);
  });
});

describe('a mail that is too large', () => {
  it('for the server, or for smtp.maxSize, goes without the PDF, and says so', async () => {
    const text = async (mail: Received | undefined) => {
      const { text: plain, attachments } = await simpleParser(mail?.raw ?? '');
      return [attachments.length, plain?.replaceAll(/\s+/g, ' ').includes('this message would be larger than the mail server takes')];
    };
    const withPdf = { report: { formats: ['html', 'pdf'] } };
    const strict = await openPlace({ size: 90_000 }, withPdf);
    expect((await type(strict.folder, RUN)).code).toBe(0);
    expect([await text(strict.received[0]), strict.received.length]).toEqual([[0, true], 1]);
    const generous = await openPlace({}, withPdf);
    await type(generous.folder, RUN);
    expect(await text(generous.received[0])).toEqual([1, false]);
    const config = await readFile(join(generous.folder, 'vdc-report.yaml'), 'utf8');
    await writeFile(join(generous.folder, 'vdc-report.yaml'), config.replace('"tls":"none"', '"tls":"none","maxSize":"100KB"'));
    await type(generous.folder, `send --period ${PERIOD} --to me@contoso.example`);
    expect(await text(generous.received[1])).toEqual([0, true]);
  });
});

describe('a wrong command line', () => {
  it('ends with exit code 2, and nothing is sent', async () => {
    const { folder, received } = await openPlace();
    await type(folder, `${RUN} --no-mail`);
    for (const [line, sentence] of [
      ['send', 'send expects the path of a bundle, a period, --list, --due, --resend or --confirm.'],
      ['send --list --due', 'send does one thing at a time'],
      ['send a --period 2025-10', 'send expects a path or a period, not both.'],
      ['send --due --to a@b.example', '--to and --dry-run go with a report.'],
      ['send --resend x', '--resend expects the number of a mail; found "x".'],
      ['send --confirm x', '--confirm expects the number of a mail; found "x".'],
      ['send --confirm 7', 'There is no mail 7.'],
      ['send --confirm 7 --resend 7', 'send does one thing at a time'],
      ['send --due --by Jane', '--by goes with --confirm.'],
      [`send --confirm 7 --by ${'x'.repeat(201)}`, '--by expects a name of at most 200 characters.'],
      ['send --resend 7', 'There is no mail 7.'],
      ['send --period 2025-10 --to nobody', '--to expects one e-mail address; found "nobody".'],
      ['send nowhere', 'nowhere does not exist.'],
    ] as const) {
      const { code, err } = await type(folder, line);
      expect([line, code, err]).toEqual([line, 2, expect.stringContaining(sentence)]);
    }
    expect(received).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.eml'))).toEqual([]);
  });

  it('without a mail server, or without an archive, send says so', async () => {
    const { folder } = await openPlace({}, { smtp: undefined });
    expect(await type(folder, `send --period ${PERIOD}`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('No mail server is configured') as string,
    });
    const other = await openPlace({}, { archive: 'none' });
    expect(await type(other.folder, 'send --list')).toMatchObject({ code: 2, err: expect.stringContaining('needs an archive') as string });
  });

  it('a period without a report is named, and ends with 3', async () => {
    const { folder } = await openPlace();
    await type(folder, `${RUN} --no-mail`);
    const { code, out } = await type(folder, 'send --period 2025-09');
    expect([code, out]).toEqual([3, expect.stringContaining('Tenant contoso: there is no report of 2025-09 below')]);
  });
});

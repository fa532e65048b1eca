import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/model/instant.ts';
import { startMailServer, type Received } from '../deliver/support/mail-servers.ts';
import { configure, KEY, openFolder, openSource, tenantAt, type SourceOptions } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';
import { EVERYBODY, FROM, EMAIL, NOW, RUN, type } from './send-place.ts';

const OPERATORS = ['ops@provider.example'];

type Changes = {
  readonly operators?: readonly string[];
  readonly report?: Readonly<Record<string, unknown>>;
  readonly archive?: string;
  readonly locale?: string;
};

const openPlace = async (
  source: SourceOptions = {},
  { operators = OPERATORS, report = {}, archive = './vdc-report.db', locale = 'en' }: Changes = {},
) => {
  const simulator = await openSource(source);
  const { port, received } = await startMailServer();
  const folder = await openFolder();
  const smtp = { host: '127.0.0.1', port, tls: 'none', from: FROM };
  await configure(folder, [tenantAt(simulator.url, { email: EMAIL })], {
    archive,
    locale,
    smtp,
    operators,
    report: { formats: ['html'], ...report },
  });
  return { folder, received };
};

/** Stops the source, or lets it answer again. */
const setKey = (folder: string, line: string, key: string, at = NOW) => typeAt(folder, at, line.split(' '), { VDC_KEY: key });

const read = async (mail: Received | undefined) => {
  const { subject = '', text = '' } = await simpleParser(mail?.raw ?? '');
  return { to: mail?.to, subject, text: text.replaceAll(/\s+/g, ' ') };
};

const PROVISIONAL = 'run --period 2025-11 --json';
const deliveryOf = (out: string) => /"delivery":"([a-z]+)"/.exec(out)?.[1];

describe('a report in doubt', () => {
  it.each<[string, SourceOptions, string, subject: string, first: string]>([
    ['provisional', {}, PROVISIONAL, '(provisional)', 'Provisional: the period or one of its runs has not ended'],
    ['incomplete', { faults: ['500@job=2,endpoint=sessions'] }, RUN, 'could not be measured', 'Not evaluable: too little is known'],
  ])('%s: goes to the operators, who are told so, and not to its recipients', async (_what, source, line, subject, first) => {
    const { folder, received } = await openPlace(source);
    const { out } = await type(folder, line);
    expect([deliveryOf(out), received.length]).toEqual(['held', 1]);
    const mail = await read(received[0]);
    expect(mail).toMatchObject({ to: OPERATORS, subject: expect.stringContaining(subject) as string });
    expect(mail.text).toMatch(/^Held back: this report went to you, its operators, and not to its recipients\. "vdc-report send" sends it to them\./);
    expect(mail.text).toContain(first);
  });

  it('is sent to its recipients by send, marked in subject and first line', async () => {
    const { folder, received } = await openPlace();
    await type(folder, PROVISIONAL);
    expect((await type(folder, 'send --period 2025-11')).code).toBe(0);
    const mail = await read(received[1]);
    expect([mail.to, mail.subject]).toEqual([EVERYBODY, expect.stringContaining('(provisional)')]);
    expect(mail.text).toMatch(/^Provisional: /);
  });

  it('goes to its recipients at once where report.uncertain says so', async () => {
    const { folder, received } = await openPlace({}, { report: { uncertain: 'recipients' } });
    expect(deliveryOf((await type(folder, PROVISIONAL)).out)).toBe('sent');
    expect((await read(received[0])).to).toEqual(EVERYBODY);
  });

  it('goes to nobody where there are no operators, and that is said', async () => {
    const { folder, received } = await openPlace({}, { operators: [] });
    const { code, out, err } = await type(folder, PROVISIONAL);
    expect([code, deliveryOf(out), received]).toEqual([0, 'held', []]);
    expect(err).toContain('the mail was held back, because the report is not evaluable, incomplete or provisional.');
  });
});

describe('a report that cannot be made', () => {
  const failing = (folder: string, at: number) => setKey(folder, RUN, 'wrong-key', at);

  it('is told to the operators once, however often it is tried, and once more when it is over', async () => {
    const { folder, received } = await openPlace();
    for (const day of [0, 1, 2]) expect((await failing(folder, NOW + day * DAY)).code).toBe(3);
    expect(received).toHaveLength(1);
    const begun = await read(received[0]);
    expect([begun.to, begun.subject]).toEqual([OPERATORS, '[PROBLEM] Contoso Ltd: no backup report can be made']);
    expect(begun.text).toContain('No report of Contoso Ltd (contoso) could be made on 2 Nov 2025, 05:00 UTC:');
    expect(begun.text).toContain('refused the key');
    for (const day of [3, 4]) expect((await setKey(folder, RUN, KEY, NOW + day * DAY)).code).toBe(0);
    const mails = await Promise.all(received.map(read));
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      [OPERATORS, '[PROBLEM] Contoso Ltd: no backup report can be made'],
      [EVERYBODY, expect.stringContaining('[OK] Contoso Ltd')],
      [OPERATORS, '[OVER] Contoso Ltd: backup reports are made again'],
    ]);
    expect((await failing(folder, NOW + 5 * DAY)).code).toBe(3);
    await failing(folder, NOW + 6 * DAY);
    expect(received).toHaveLength(4);
  });

  it('is told in the language of the configuration', async () => {
    const { folder, received } = await openPlace({}, { locale: 'de' });
    await failing(folder, NOW);
    const { subject, text } = await read(received[0]);
    expect([subject, text]).toEqual([
      '[STÖRUNG] Contoso Ltd: Es lässt sich kein Backup-Bericht erstellen',
      expect.stringContaining('Dies wird nur einmal gemeldet.'),
    ]);
  });

  it('is told to nobody without operators, without an archive, and with --no-mail', async () => {
    for (const changes of [{ operators: [] }, { archive: 'none' }]) {
      const { folder, received } = await openPlace({}, changes);
      await failing(folder, NOW);
      expect(received).toEqual([]);
    }
    const { folder, received } = await openPlace();
    await setKey(folder, `${RUN} --no-mail`, 'wrong-key');
    expect(received).toEqual([]);
  });

  it('goes to nobody who is no longer an operator', async () => {
    const { folder, received } = await openPlace();
    const path = join(folder, 'vdc-report.yaml');
    const config = await readFile(path, 'utf8');
    await writeFile(path, config.replace(/"port":\d+/, '"port":1'));
    await failing(folder, NOW);
    await writeFile(path, config.replace('ops@provider.example', 'others@provider.example'));
    await type(folder, 'send --due', NOW + HOUR);
    expect(received).toEqual([]);
  });
});

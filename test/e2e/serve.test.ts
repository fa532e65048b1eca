import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { openSqliteArchive } from '../../src/archive/sqlite/open.ts';
import { DAY, HOUR, SECOND } from '../../src/model/instant.ts';
import { sha256 } from '../../src/model/sha256.ts';
import { bodyReader } from '../../src/vdc/read/body-reader.ts';
import { politeExcept, startMailServer, startScriptedServer } from '../deliver/support/mail-servers.ts';
import { configure, KEY, openFolder, openSource, startProgram, tenantAt, type SourceOptions } from '../support/pipeline.ts';
import { typeAt } from './archive-source.ts';
import { FROM } from './send-place.ts';

const QUICKLY = { timeout: 30_000, interval: 30 };
const DAILY = { name: 'daily', cron: '0 0 * * *', period: 'previous-day', settle: '0h', catchUp: '24h' };
const TENANTS = ['contoso', 'fabrikam'];

/** A place where the report of yesterday is due for each tenant, since the schedule is known from the day before. */
const openPlace = async (source: SourceOptions = {}, changes: Readonly<Record<string, unknown>> = {}) => {
  const { url } = await openSource({ now: Date.now, ...source });
  const { port, received } = await startMailServer();
  const folder = await openFolder();
  const tenants = TENANTS.map((id) => tenantAt(url, { id, name: `Name of ${id}`, email: { to: [`backup@${id}.example`] } }));
  await configure(folder, tenants, {
    archive: './vdc-report.db',
    smtp: { host: '127.0.0.1', port, tls: 'none', from: FROM },
    report: { formats: ['json'], uncertain: 'recipients' },
    schedules: [DAILY],
    ...changes,
  });
  const archive = await openSqliteArchive(`${folder}/vdc-report.db`, bodyReader);
  const definition = sha256(JSON.stringify([DAILY.cron, 'UTC', DAILY.period]));
  await archive.agenda.follow(
    TENANTS.map((tenantId) => ({ schedule: DAILY.name, tenantId, definition })),
    Date.now() - 2 * DAY,
  );
  await archive.close();
  return { folder, received };
};

const startServing = async (folder: string, ...more: readonly string[]) => {
  const child = startProgram(folder, ['serve', '--port', '0', '--verbose', ...more], { VDC_KEY: KEY });
  let out = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const lines = (): readonly Readonly<Record<string, unknown>>[] =>
    out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  const said = (event: string) => lines().filter((line) => line['event'] === event);
  await vi.waitFor(() => expect(said('serving')).toHaveLength(1), QUICKLY);
  return { child, said, lines, url: String(said('serving')[0]?.['url']) };
};

const get = async (url: string): Promise<readonly [number, string]> => {
  const response = await fetch(url);
  return [response.status, await response.text()];
};

const asking = (url: string, host: string): Promise<number> =>
  new Promise((done, fail) => {
    request(url, { headers: { host } }, (response) => {
      void text(response).then(() => done(response.statusCode ?? 0));
    })
      .on('error', fail)
      .end();
  });

describe('serve', () => {
  it('two at once on one archive make and mail each report once, tell how they are, and end when they are told to', async () => {
    const { folder, received } = await openPlace();
    const [one, other] = [await startServing(folder), await startServing(folder)];
    const done = () => [one, other].flatMap(({ said }) => said('report made').concat(said('report made, something is missing')));
    await vi.waitFor(() => expect(done().length).toBe(2), QUICKLY);
    expect(
      done()
        .map(({ tenant }) => tenant)
        .toSorted(),
    ).toEqual(TENANTS);
    expect(received.map(({ to }) => to).toSorted()).toEqual(TENANTS.map((id) => [`backup@${id}.example`]));

    expect([await get(`${one.url}/healthz`), await get(`${one.url}/readyz`)]).toEqual([
      [200, 'ok\n'],
      [200, 'ok\n'],
    ]);
    for (const { url } of [one, other]) {
      const [code, metrics] = await get(`${url}/metrics`);
      expect(code).toBe(200);
      for (const id of TENANTS) {
        const at = Number(
          new RegExp(`^vdc_report_last_success_timestamp_seconds\\{tenant="${id}",schedule="daily"\\} (\\S+)$`, 'm').exec(metrics)?.[1],
        );
        expect(Math.abs(at - Date.now() / 1000)).toBeLessThan(60);
        expect(metrics).toContain(`vdc_report_outbox_recipients{tenant="${id}",state="sent"} 1\n`);
        expect(metrics).toMatch(new RegExp(`^vdc_report_last_success_duration_seconds\\{tenant="${id}",schedule="daily"\\} [0-9.]+$`, 'm'));
      }
      expect(metrics).not.toContain('Name of');
    }
    expect([
      (await get(`${one.url}/`))[0],
      await asking(`${one.url}/metrics`, 'evil.example'),
      await asking(`${one.url}/metrics`, 'localhost:1'),
    ]).toEqual([404, 421, 200]);
    for (const { child } of [one, other]) child.kill('SIGTERM');
    for (const { child, said } of [one, other]) {
      expect(await child.ended).toMatchObject({ code: 0, err: '' });
      expect(said('stopped')).toMatchObject([{ clean: true }]);
    }
  });

  it('hands back within ten seconds what it has begun, and another one makes it', async () => {
    const { folder, received } = await openPlace({ faults: ['hang@job=2,times=1'] });
    const first = await startServing(folder);
    await vi.waitFor(() => expect(first.said('stage').some(({ stage }) => stage === 'collect')).toBe(true), QUICKLY);
    await vi.waitFor(() => expect(received).toHaveLength(1), QUICKLY);
    const told = Date.now();
    first.child.kill('SIGTERM');
    expect(await first.child.ended).toMatchObject({ code: 0 });
    expect(Date.now() - told).toBeLessThan(10 * SECOND);
    const [putOff] = first.said('report put off');
    expect([putOff?.['state'], putOff?.['error'], first.said('bug')]).toEqual(['waiting', null, []]);
    const second = await startServing(folder);
    await vi.waitFor(() => expect(received).toHaveLength(2), QUICKLY);
    second.child.kill('SIGTERM');
    expect(await second.child.ended).toMatchObject({ code: 0 });
    expect(received.map(({ to }) => to).toSorted()).toEqual(TENANTS.map((id) => [`backup@${id}.example`]));
  });

  it('puts a mail down as in doubt whose answer it did not wait for, and nobody sends it again', async () => {
    const { port, lines } = await startScriptedServer(politeExcept((line) => (line === '.' ? null : undefined)));
    const { folder } = await openPlace({}, { smtp: { host: '127.0.0.1', port, tls: 'none', from: FROM } });
    const handedOver = () => lines.filter((line) => line === '.').length;
    const first = await startServing(folder, '--tenant', 'contoso');
    await vi.waitFor(() => expect(handedOver()).toBe(1), QUICKLY);
    const told = Date.now();
    first.child.kill('SIGTERM');
    expect(await first.child.ended).toMatchObject({ code: 0 });
    expect(Date.now() - told).toBeLessThan(10 * SECOND);
    expect(first.said('report made, something is missing').map(({ delivery }) => delivery)).toEqual(['unknown']);
    const { out } = await typeAt(folder, Date.now(), ['run', '--due', '--json', '--tenant', 'contoso'], { VDC_KEY: KEY });
    expect([JSON.parse(out), handedOver()]).toEqual([{ reports: [], waiting: [], missing: [], exitCode: 0 }, 1]);
  });

  it('logs and measures nothing of a tenant but its id, and no key', async () => {
    const { folder } = await openPlace({ faults: ['403@job=2,endpoint=sessions'] });
    const { child, said, url } = await startServing(folder);
    await vi.waitFor(() => expect(said('report made, something is missing')).toHaveLength(2), QUICKLY);
    const [, metrics] = await get(`${url}/metrics`);
    child.kill('SIGTERM');
    const { out, err } = await child.ended;
    for (const secret of ['Name of', KEY, 'Exchange', 'SharePoint', '@contoso.example', '@fabrikam.example'])
      expect([out.includes(secret), err.includes(secret), metrics.includes(secret)]).toEqual([false, false, false]);
  });

  it('is refused without schedules, and where it cannot listen', async () => {
    const { folder } = await openPlace({}, { schedules: [] });
    expect(await typeAt(folder, Date.now() - HOUR, ['serve'])).toMatchObject({ code: 2, err: expect.stringContaining('there are none') as string });
    const taken = await openPlace();
    const { child, url } = await startServing(taken.folder);
    const second = await startProgram(taken.folder, ['serve', '--port', new URL(url).port], { VDC_KEY: KEY }).ended;
    expect([second.code, second.err]).toEqual([2, expect.stringContaining('cannot listen on 127.0.0.1')]);
    child.kill('SIGTERM');
    await child.ended;
  });
});

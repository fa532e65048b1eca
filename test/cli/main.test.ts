import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = resolve('src/main.ts');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vdc-report-test-'));
  await writeFile(
    join(folder, 'vdc-report.yaml'),
    'timezone: Europe/Berlinn\ntenants:\n  - { id: a, baseUrl: https://h.example, apiKey: hunter22 }\n',
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (...argv: string[]) => spawn(process.execPath, [MAIN, ...argv], { cwd: folder, env: { PATH: '' }, stdio: ['ignore', 'pipe', 'pipe'] });

const type = async (...argv: string[]) => {
  const child = start(...argv);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
};

describe('the executable', () => {
  it('prints results to stdout and exits with 0', async () => {
    const { code, out, err } = await type('schema', 'config');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ title: 'Configuration of vdc-report' });
  });

  it('lists every mistake of the configuration on stderr and exits with 2', async () => {
    expect(await type('run')).toEqual({
      code: 2,
      out: '',
      err: `vdc-report: vdc-report.yaml has 2 mistakes; nothing was done:
  vdc-report.yaml:1:11 timezone: found "Europe/Berlinn"; expected an IANA time zone, such as Europe/Berlin
  vdc-report.yaml:3:50 tenants[0].apiKey: found a literal value (not shown); expected { env: VARIABLE } or { file: PATH }, so that the secret itself stands in no file that is shared
  "vdc-report schema config" prints every key with its meaning.
`,
    });
  });

  it('ends a simulator at SIGTERM', async () => {
    const child = start('simulate', '--json');
    const closed = once(child, 'close');
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(first.toString())).toMatchObject({ world: 'healthy' });
    child.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
  });

  it('does not mind a reader that leaves', async () => {
    const child = start('schema', 'report');
    const closed = once(child, 'close');
    const err = text(child.stderr);
    child.stdout.destroy();
    expect([await closed, await err]).toEqual([[0, null], '']);
  });
});

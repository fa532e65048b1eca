import { PassThrough } from 'node:stream';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askOn } from '../../src/ask.ts';
import { cli } from '../../src/cli/index.ts';
import { readCommandLine } from '../../src/cli/read-command-line.ts';
import { CONFIG_FILES } from '../../src/config/load-config.ts';
import { fakeWorld, type FakeOptions } from '../cli/support/fake-world.ts';
import { AS_OF, KEY, openFolder, openSource, PERIOD, startProgram } from '../support/pipeline.ts';

const type = async (folder: string, line: readonly string[], options: FakeOptions = {}) => {
  const world = fakeWorld(line, { cwd: folder, columns: 80, ...options });
  const code = await cli({ ...world, now: () => Date.parse(AS_OF) });
  return { code, out: world.out(), err: world.err() };
};

const written = (folder: string) => readFile(join(folder, 'vdc-report.yaml'), 'utf8');

describe('init', () => {
  it('writes what run takes, with nothing changed but address and key', async () => {
    const { url } = await openSource();
    const folder = await openFolder();
    expect(await type(folder, ['init'])).toMatchObject({ code: 0, err: '' });
    const text = await written(folder);
    await writeFile(join(folder, 'vdc-report.yaml'), text.replace('https://vdc-api.example/v1', url));
    const env = { MY_TENANT_VDC_KEY: KEY };
    const doctor = await type(folder, ['doctor'], { env });
    expect([doctor.code, doctor.out]).toEqual([0, expect.stringMatching(/✓ All is well|! Reports can be made/)]);
    const { code, err } = await type(folder, ['run', '--period', PERIOD, '--format', 'json'], { env });
    expect([code, err.includes('Error')]).toEqual([0, false]);
    expect(await readdir(join(folder, 'reports', 'my-tenant', PERIOD))).toContain('report.json');
  });

  it('takes every answer as an option, and names three commands that are understood', async () => {
    const folder = await openFolder();
    const options = [
      '--id',
      'contoso',
      '--name',
      'Contoso "Ltd"',
      '--base-url',
      'https://vdc.contoso.example/v1',
      '--key-env',
      'K',
      '--timezone',
      'UTC',
    ];
    const { code, out } = await type(folder, ['init', '--dir', 'new/place', '--json', ...options]);
    const { path, next } = z.object({ path: z.string(), next: z.array(z.string()) }).parse(JSON.parse(out));
    expect([code, path, next]).toEqual([
      0,
      join(folder, 'new/place/vdc-report.yaml'),
      [
        "export K='the key'",
        'vdc-report doctor --config new/place/vdc-report.yaml',
        'vdc-report run --config new/place/vdc-report.yaml --period last-30-days',
      ],
    ]);
    for (const line of next.slice(1))
      expect(await readCommandLine(line.split(' ').slice(1), { version: '1', columns: 80 })).toMatchObject({ kind: 'act' });
    expect(await written(join(folder, 'new/place'))).toContain('    name: "Contoso \\"Ltd\\""\n    baseUrl: "https://vdc.contoso.example/v1"\n');
  });

  it('says what comes next, and what belongs into .gitignore', async () => {
    const folder = await openFolder();
    const { out } = await type(folder, ['init', '--id', 'contoso']);
    expect(out.replaceAll(folder, '/srv/backup')).toBe(
      [
        '/srv/backup/vdc-report.yaml was written.',
        'Its baseUrl is an example: replace it by the one that the VDC console shows.',
        '',
        'Next:',
        '',
        '  # the API key: here, or in the environment of the service',
        "  export CONTOSO_VDC_KEY='the key'",
        '  # tries every part, and says what to mend',
        '  vdc-report doctor',
        '  # the first report',
        '  vdc-report run --period last-30-days',
        '',
        'Put no key into a file under version control. For .gitignore:',
        '',
        '  vdc-report.db*',
        '  reports/',
        '',
      ].join('\n'),
    );
  });

  it.each(CONFIG_FILES)('never writes where there is a %s', async (name) => {
    const folder = await openFolder();
    await writeFile(join(folder, name), 'mine');
    const { code, err } = await type(folder, ['init'], { answers: [] });
    expect([code, err, await readdir(folder), await readFile(join(folder, name), 'utf8')]).toEqual([
      2,
      expect.stringContaining(`${join(folder, name)} stands there already; nothing was written.`),
      [name],
      'mine',
    ]);
  });

  it('names every option that is wrong, and repeats no key', async () => {
    const folder = await openFolder();
    const { code, err } = await type(folder, ['init', '--id', 'No!', '--key-env', 'sk-live 0123456789', '--base-url', 'http://vdc.example/v1']);
    expect([code, await readdir(folder), err.includes('0123456789')]).toEqual([2, [], false]);
    expect(err).toMatch(/--id: found "No!".*\n--base-url: .*\n--key-env: /);
  });

  it('in a pipe asks nothing', async () => {
    const folder = await openFolder();
    const { code, err } = await startProgram(folder, ['init', '--id', 'contoso']).ended;
    expect([code, err, await written(folder)]).toEqual([0, '', expect.stringContaining('apiKey: { env: "CONTOSO_VDC_KEY" }')]);
  });
});

describe('in a terminal', () => {
  it('init asks for what is not given, and once more for what is wrong', async () => {
    const folder = await openFolder();
    const { code, err } = await type(folder, ['init', '--timezone', 'UTC'], { answers: ['Contoso', 'contoso', '', 'https://vdc.example/v1', ''] });
    expect([code, await written(folder)]).toEqual([
      0,
      expect.stringContaining('  - id: "contoso"\n    name: "contoso"\n    baseUrl: "https://vdc.example/v1"'),
    ]);
    expect(err).toBe(
      [
        'Short id of the tenant, for folders and the command line [my-tenant]:   found "Contoso"; expected lower-case letters, digits, "-" and "_", beginning with a letter or digit, and not "portfolio".\n',
        'Short id of the tenant, for folders and the command line [my-tenant]: ',
        'Name of the tenant, for its reports [contoso]: ',
        'Base URL of its reporting API, as the VDC console shows it [https://vdc-api.example/v1]: ',
        'Environment variable that holds its API key (the name, not the key) [CONTOSO_VDC_KEY]: ',
      ].join(''),
    );
  });

  it('that falls silent gets no file', async () => {
    const folder = await openFolder();
    const { code, err } = await type(folder, ['init'], { answers: ['contoso'] });
    expect([code, await readdir(folder)]).toEqual([2, []]);
    expect(err).toContain('There was no answer, so nothing was written.');
  });

  it('questions are answered by a line, or by the end of what is said, and end with an interruption', async () => {
    const never = new AbortController().signal;
    const input = new PassThrough();
    const output = new PassThrough();
    const ask = askOn({ input, output });
    const first = ask('Who? ', never);
    input.write('me\n');
    expect([await first, String(output.read())]).toEqual(['me', 'Who? ']);
    const controller = new AbortController();
    const second = ask('And? ', controller.signal);
    controller.abort(new Error('ctrl c'));
    await expect(second).rejects.toThrow('ctrl c');
    const third = ask('Well? ', never);
    input.end();
    expect(await third).toBeNull();
  });
});

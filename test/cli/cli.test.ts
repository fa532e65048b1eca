import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from '../../src/cli/index.ts';
import { printError } from '../../src/cli/print-error.ts';
import { COMMANDS } from '../../src/cli/read-command-line.ts';
import { createShell, type Voice } from '../../src/cli/shell.ts';
import { UserError } from '../../src/errors.ts';
import { fakeWorld, type FakeOptions } from './support/fake-world.ts';

const type = async (line: string, options: FakeOptions = {}) => {
  const world = fakeWorld(line === '' ? [] : line.split(' '), options);
  return { code: await cli(world), out: world.out(), err: world.err() };
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vdc-report-test-'));
  const tenant = (id: string) => ({ id, baseUrl: 'https://h.example/v1', apiKey: { env: 'KEY' } });
  await writeFile(join(folder, 'vdc-report.yaml'), JSON.stringify({ timezone: 'Europe/Berlin', tenants: [tenant('contoso'), tenant('fabrikam')] }));
  const restless = { timezone: 'UTC', policy: { cron: '* * * * *' }, tenants: [tenant('contoso')] };
  await writeFile(join(folder, 'restless.yaml'), JSON.stringify(restless));
  await writeFile(join(folder, 'bad.yaml'), 'timezone: UTC\ntenants:\n  - { id: a, baseUrl: https://h.example, apiKey: hunter22 }\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('help', () => {
  it('names every command, and the exit codes', async () => {
    const { code, out, err } = await type('--help');
    expect([code, err]).toEqual([0, '']);
    for (const { name } of COMMANDS) expect(out).toContain(`vdc-report ${name}`);
    expect(out).toContain('vdc-report completion');
    expect(out).toContain('Exit codes: 0 done;');
  });

  it.each(COMMANDS)('of $name names its options and shows examples', async ({ name, options }) => {
    const { code, out } = await type(`${name} --help`);
    expect(code).toBe(0);
    for (const option of options) expect(out).toMatch(new RegExp(`^ +--${option} `, 'm'));
    expect(out).toMatch(new RegExp(`Examples:\n +vdc-report ${name}`));
  });

  it('fits the terminal', async () => {
    const { out } = await type('run --help', { columns: 72 });
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
  });

  it('prints the version and a completion script', async () => {
    expect(await type('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    expect((await type('completion')).out).toContain('vdc-report');
    expect((await type('--get-yargs-completions vdc-report run --')).out).toContain('--tenant');
  });
});

describe('a wrong command line', () => {
  it.each([
    ['', 'Name a command.'],
    ['rnu', 'Unknown command "rnu". Did you mean run?'],
    ['frobnicate', 'Unknown command "frobnicate".'],
    ['run --tenat x', 'Unknown option --tenat. Did you mean --tenant?'],
    ['run --asof=x', 'Unknown option --asof. Did you mean --as-of?'],
    ['run --tenat x --fromat pdf', 'Unknown option --tenat. Did you mean --tenant?\nUnknown option --fromat. Did you mean --format?'],
    ['demo --tenant x', 'Unknown option --tenant.'],
    ['run extra', 'run expects no "extra".'],
    ['run --mail', 'Unknown option --mail. Did you mean --no-mail?'],
    ['run --out a --out b', '--out was given more than once; name it once.'],
    ['run --out', '--out needs a value.'],
    ['report --no-mail', 'Unknown option --no-mail.'],
    ['reprot', 'Unknown command "reprot". Did you mean report?'],
    ['collect --period 2026-10', 'Unknown option --period.'],
    ['collect --tenent x', 'Unknown option --tenent. Did you mean --tenant?'],
    ['run --format html,pfd', '--format does not know "pfd"; did you mean pdf?'],
    ['run --format junti', '--format does not know "junti"; did you mean junit?'],
    ['report --format html,docx', '--format does not know "docx"; known: html, pdf, json, csv, junit, markdown.'],
    ['demo --format docx', '--format does not know "docx"; known: html, pdf, json, csv, junit, markdown.'],
    ['simulate --port 99999', '--port expects a whole number from 0 to 65535; found "99999".'],
    ['simulate --seed 0x10', '--seed expects a whole number from 0 to 2147483647; found "0x10".'],
    ['simulate --world trubled', '--world does not know "trubled"; did you mean troubled?'],
    ['simulate --fault nonsense', 'The simulator knows no fault "nonsense".'],
    ['simulate --now yesterday', '--now: "yesterday" is not an instant.'],
    ['schema', 'schema expects config, report or portfolio.'],
    ['schema cfg', 'schema does not know "cfg"; known: config, report, portfolio.'],
  ])('%s', async (line, sentence) => {
    const { code, out, err } = await type(line);
    expect([code, out]).toEqual([2, '']);
    expect(err.startsWith(`vdc-report: ${sentence}\n`)).toBe(true);
  });

  it('is told as JSON with --json', async () => {
    const { code, out } = await type('run --json --tenat x');
    expect([code, JSON.parse(out)]).toEqual([
      2,
      {
        error: { code: 'bad-usage', message: 'Unknown option --tenat. Did you mean --tenant?', hint: '"vdc-report run --help" shows what there is.' },
        exitCode: 2,
      },
    ]);
  });
});

describe('run, before anything is done', () => {
  const at = () => ({ cwd: folder, env: { KEY: 'k' } });
  it.each([
    ['run --config nowhere.yaml', 'there is no such file.'],
    ['run --config bad.yaml', 'bad.yaml:3:50 tenants[0].apiKey: found a literal value (not shown)'],
    ['run --tenant cont', '--tenant "cont" fits no tenant of the configuration. Did you mean contoso?\n  Tenants: contoso, fabrikam.'],
    ['run --tenant contoso --tenant zz*', '--tenant "zz*" fits no tenant of the configuration.'],
    ['run --period 2026-13', '"2026-13" is not a period.\n  Write one of: 2026-10, 2026-W44'],
    ['run --period 2026-12', 'The period 2026-12 lies wholly in the future: it begins on 2026-12-01 in Europe/Berlin.'],
    ['run --as-of 2026-12-01', '2026-11-30T23:00:00.000Z is later than now (2026-11-02T05:00:00.000Z)'],
    ['run --as-of 2026-09-01 --period 2026-10', 'The period 2026-10 lies wholly in the future'],
    [
      'run --config restless.yaml --period 2016-11-01/2026-11-01',
      'Tenant contoso: "every" and "cron" of its policy make up to 5,258,880 runs due in 2016-11-01_2026-11-01; at most 500,000 are looked for.',
    ],
  ])('%s', async (line, sentence) => {
    const { code, out, err } = await type(line, at());
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).not.toContain('hunter22');
  });

  it.each(['collect --config bad.yaml', 'report --config bad.yaml', 'collect --tenant cont', 'report --tenant cont', 'report --period 2026-12'])(
    '%s is refused, too',
    async (line) => {
      const { code, out, err } = await type(line, at());
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/bad\.yaml:3:50|Did you mean contoso\?|lies wholly in the future/);
    },
  );

  it.each(['run', 'collect'])('%s names the missing key of the chosen tenants only', async (command) => {
    const { code, err } = await type(`${command} --tenant fab*`, { cwd: folder, env: {} });
    expect(code).toBe(2);
    expect(err).toContain('Tenant fabrikam: the environment variable KEY is not set; it should hold the API key.');
    expect(err).not.toContain('contoso');
  });
});

describe('schema', () => {
  it.each(['config', 'report'])('%s is a valid JSON Schema with an id and a title', async (which) => {
    const { code, out } = await type(`schema ${which}`);
    const schema = JSON.parse(out) as Record<string, unknown>;
    expect(code).toBe(0);
    expect(schema).toMatchObject({ $id: `urn:vdc-report:schema:${which}:1`, title: expect.any(String) as unknown });
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    expect(ajv.compile(schema)({})).toBe(false);
  });

  it('config accepts what the program accepts, and describes every key', async () => {
    const schema = JSON.parse((await type('schema config')).out) as Record<string, unknown>;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const tenant = { id: 'a', baseUrl: 'https://h.example', apiKey: { env: 'K' } };
    expect(validate({ timezone: 'UTC', policy: { rpo: '24h', targets: { successRate: '95%' } }, tenants: [tenant] })).toBe(true);
    expect(validate({ timezone: 'UTC', policy: { rpo: '24 hours' }, tenants: [tenant] })).toBe(false);
    const undescribed = (node: unknown, path: string): string[] => {
      if (typeof node !== 'object' || node === null) return [];
      return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
        key === 'properties' && typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([name, child]: [string, unknown]) => [
              ...(typeof child === 'object' && child !== null && 'description' in child ? [] : [`${path}.${name}`]),
              ...undescribed(child, `${path}.${name}`),
            ])
          : undescribed(value, path),
      );
    };
    expect(undescribed(schema, '')).toEqual([]);
  });
});

describe('simulate', () => {
  it('serves until it is interrupted, and says how to use it', async () => {
    let status = 0;
    const { code, out, err } = await type('simulate --world sample --key abc --json', {
      onResult: (world) => {
        const { url } = JSON.parse(world.out()) as { url: string };
        void fetch(`${url}/reports/backup-jobs`, { headers: { 'X-API-Key': 'abc' } })
          .then((response) => (status = response.status))
          .finally(() => world.interrupt('SIGINT'));
      },
    });
    expect([code, status, err]).toEqual([0, 200, '']);
    expect(JSON.parse(out)).toMatchObject({ key: 'abc', world: 'sample', seed: 1, now: '2026-11-02T05:00:00.000Z' });
  });

  it('prints a configuration that can be pasted', async () => {
    const { out } = await type('simulate', { onResult: (world) => world.interrupt('SIGTERM') });
    expect(out).toMatch(/^The simulator serves http:\/\/127\.0\.0\.1:\d+\/v1\nAPI key: simulator-key\n/);
    const pasted = out.slice(out.indexOf('timezone:'), out.indexOf('and run:'));
    await writeFile(join(folder, 'pasted.yaml'), pasted);
    expect((await type('run --config pasted.yaml', { cwd: folder })).err).toContain(
      'Tenant simulated: the environment variable SIMULATOR_KEY is not set',
    );
  });
});

describe('errors', () => {
  const shellOf = (voice: Partial<Voice> = {}) => {
    const world = fakeWorld([]);
    return { world, shell: createShell(world, new AbortController().signal, { json: false, quiet: true, verbose: false, ...voice }) };
  };

  it('of the world are a sentence with what to do', () => {
    const { world, shell } = shellOf();
    expect(printError(new UserError('x', 'Tenant contoso: refused.', { hint: 'Check the key.', cause: new Error('socket') }), shell)).toBe(3);
    expect(world.err()).toBe('vdc-report: Tenant contoso: refused.\n  Check the key.\n');
  });

  it('name their causes with --verbose', () => {
    const { world, shell } = shellOf({ verbose: true });
    printError(new UserError('x', 'Refused.', { cause: new Error('socket', { cause: new Error('reset') }) }), shell);
    expect(world.err()).toBe('vdc-report: Refused.\n  caused by: socket\n  caused by: reset\n');
  });

  it.each([new TypeError('x is not a function'), 'thrown text'])('of ours say how to report them: %s', (thrown) => {
    const { world, shell } = shellOf({ json: true });
    shell.hide('function');
    expect(printError(thrown, shell)).toBe(70);
    expect(world.err()).toContain('vdc-report: this is a bug in vdc-report 1.2.3');
    expect(world.err()).toContain('Please report it');
    expect(world.err()).toContain('    at ');
    expect(world.err()).not.toContain('is not a function');
    expect(JSON.parse(world.out())).toMatchObject({ error: { code: 'bug' }, exitCode: 70 });
  });
});

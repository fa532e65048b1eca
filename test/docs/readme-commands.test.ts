import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECK_LABELS } from '../../src/cli/doctor-summary.ts';
import { EXIT, exitCode, type Ending } from '../../src/cli/exit-code.ts';
import { COMMANDS, readCommandLine } from '../../src/cli/read-command-line.ts';
import { VOICE_OPTIONS } from '../../src/cli/voice-options.ts';
import { PERIOD_FORMS, readPeriod } from '../../src/config/period.ts';
import { FAULT_OPTIONS } from '../../src/simulator/fault-schema.ts';
import { FAULT_NAMES, parseFault } from '../../src/simulator/parse-fault.ts';
import { WORLD_NAMES } from '../../src/simulator/wire.ts';
import { RETRY_POLICY } from '../../src/vdc/retry.ts';
import { SOURCE_DEFAULTS } from '../../src/vdc/options.ts';
import { codeBlocks, codeSpans, firstColumn, section, tableRows } from './support/markdown.ts';
import { typedCommands } from './support/typed-commands.ts';

const readme = readFileSync('README.md', 'utf8');
const chapter = section(readme, '## Commands and options');
const sectionOf = (name: string) => section(chapter, `### \`${name}\``);
const context = { version: '1.2.3', columns: 100 };

describe('README: commands', () => {
  it('has a section for each command, and for no other', () => {
    const headings = [...chapter.matchAll(/^### `(.+)`$/gm)].map(([, name]) => name);
    expect(headings.toSorted()).toEqual([...COMMANDS.map(({ name }) => name), 'completion'].toSorted());
  });

  it.each(COMMANDS)('has every option of $name, and no other', ({ name, options }) => {
    const rows = firstColumn(sectionOf(name)).map((span) => /^--([a-z-]+)/.exec(span)?.[1] ?? span);
    expect(rows.toSorted()).toEqual(options.toSorted());
  });

  it('invents no option anywhere', () => {
    const known = [...COMMANDS.flatMap(({ options }) => options), ...Object.keys(VOICE_OPTIONS), 'help', 'version'];
    const ofNpm = ['silent', 'global'];
    const found = [...readme.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, name = '']) => name);
    expect(found.length).toBeGreaterThan(40);
    expect(found.filter((name) => !known.includes(name) && !ofNpm.includes(name))).toEqual([]);
  });

  it('has every check of the doctor, and no other', () => {
    expect(firstColumn(section(chapter, '### What `doctor` tries')).toSorted()).toEqual(Object.keys(CHECK_LABELS).toSorted());
  });

  it('names what every command understands', () => {
    expect(['--help', '-h', '--version'].filter((text) => !codeSpans(chapter).includes(text))).toEqual([]);
  });

  const typed = typedCommands(readme);

  it('shows calls of every command', () => {
    expect([...new Set(typed.map(([command]) => command))].toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
  });

  it.each(typed.map((args) => ({ line: args.join(' '), args })))('vdc-report $line is understood', async ({ args }) => {
    expect(await readCommandLine(args, context)).toMatchObject({ kind: 'act' });
  });

  it('names the worlds and the faults of the simulator', () => {
    const spans = codeSpans(sectionOf('simulate'));
    expect(WORLD_NAMES.filter((name) => !spans.includes(name))).toEqual([]);
    expect(FAULT_NAMES.filter((name) => !spans.includes(name))).toEqual([]);
    const shown = spans.filter((span) => span.includes('@') && span.length > 1).map(parseFault);
    expect(shown).toEqual([{ kind: 'too-many-requests', job: 2, times: 3, retryAfter: 5 }]);
  });

  it('says what a fault takes', () => {
    const spans = codeSpans(sectionOf('simulate'));
    const options = new Set([...FAULT_OPTIONS.values()].flat().filter((name) => !['status', 'to', 'seconds'].includes(name)));
    const written = [...options].map((name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    expect(written.filter((name) => !spans.includes(name))).toEqual([]);
  });

  it('has every form of a period, and no other', () => {
    const forms = firstColumn(section(chapter, '### Periods'));
    const now = Date.parse('2026-11-02T05:00:00Z');
    expect(forms.filter((text) => readPeriod(text, { timezone: 'Europe/Berlin', now }).from >= now)).toEqual([]);
    const inHelp = PERIOD_FORMS.replaceAll(/\(.*?\)/g, '').split(/, | or /);
    expect(inHelp.map((text) => text.trim()).filter((text) => !forms.includes(text))).toEqual([]);
  });

  it('names every environment variable that is read', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
    const read = sources.flatMap((path) =>
      [...readFileSync(join('src', path), 'utf8').matchAll(/env(?:\[|, )'([A-Z_]+)'/g)].map(([, name = '']) => name),
    );
    expect(new Set(read).size).toBeGreaterThan(4);
    expect([...new Set(read)].filter((name) => !new RegExp(`\`${name}\\b`).test(readme))).toEqual([]);
  });

  it('says how often and after what a request is repeated', () => {
    const sentence = /A request is repeated .*/.exec(readme)?.[0] ?? '';
    expect(/at most (\d+) attempts/.exec(sentence)?.[1]).toBe(String(SOURCE_DEFAULTS.attempts));
    expect([...sentence.matchAll(/\b[45]\d\d\b/g)].map(([status]) => Number(status))).toEqual(RETRY_POLICY.statuses);
  });
});

const ENDINGS: Readonly<Record<string, Ending>> = {
  '0': {},
  '1': { gate: true },
  '2': { usage: true },
  '3': { missing: true },
  '70': { bug: true },
  '130': { interrupted: 'SIGINT' },
  '143': { interrupted: 'SIGTERM' },
};

describe('README: exit codes', () => {
  const text = section(readme, '## Exit codes');

  it('has every code, and no other', () => {
    const codes = tableRows(text).flatMap(([codeCell = '']) => codeCell.split(', ').map(Number));
    expect(codes).toEqual([...Object.values(EXIT), 130, 143]);
    expect(Object.values(ENDINGS).map(exitCode)).toEqual(codes);
  });

  it('has the order in which they win', () => {
    const order = [.../in the order (.*)\.$/m.exec(text)![1]!.matchAll(/\d+/g)].map(([code]) => code).filter((code) => code !== '143');
    expect(order).toHaveLength(Object.keys(ENDINGS).length - 1);
    order.slice(1).forEach((code, index) => expect(exitCode({ ...ENDINGS[code], ...ENDINGS[order[index]!] })).toBe(Number(order[index])));
  });
});

describe('README: npm scripts', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name);

  it('has every script, and no other', () => {
    const run = Object.keys(scripts).filter((name) => name !== 'test');
    expect(run.filter((name) => !named.includes(name))).toEqual([]);
    expect(named.filter((name) => !run.includes(name))).toEqual([]);
    expect(codeBlocks(readme, 'sh').join('')).toContain('npm test\n');
  });
});

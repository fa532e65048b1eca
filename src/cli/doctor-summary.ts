import type { CheckId, CheckRow, CheckState } from '../run/doctor/check.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { cleanLine, cleanText, padEnd, type Colour, type Paint } from './terminal.ts';
import { wrapText } from './wrap.ts';

export const CHECK_LABELS: Readonly<Record<CheckId, string>> = {
  configuration: 'Configuration',
  archive: 'Archive',
  output: 'Output folder',
  browser: 'PDF browser',
  'mail-server': 'Mail server',
  'mail-token': 'Mail token',
  'mail-signature': 'Mail DKIM',
  'signing-key': 'Signing key',
  'time-stamp': 'Time stamp',
  'pdf-signature': 'PDF signature',
  schedules: 'Schedules',
  schedule: 'Schedule',
  'api-key': 'API key',
  api: 'API',
  sessions: 'Sessions',
  clock: 'Clock',
  recipients: 'Recipients',
  templates: 'Templates',
  logo: 'Logo',
  responses: 'Responses',
  pseudonyms: 'Pseudonyms',
};

const STATES: Readonly<Record<CheckState, { readonly sign: string; readonly word: string; readonly colour: Colour }>> = {
  ok: { sign: '✓', word: 'ok', colour: 'green' },
  warning: { sign: '!', word: 'warning', colour: 'yellow' },
  failed: { sign: '✗', word: 'failed', colour: 'red' },
  'not-checked': { sign: '–', word: 'not checked', colour: 'dim' },
};

const INDENT = 2;
const STATE_WIDTH = 15;
const LABEL_WIDTH = 15;
const TEXT_AT = INDENT + STATE_WIDTH + LABEL_WIDTH;
/** Longer lines are hard to follow. */
const WIDEST = 110;

const textLines = ({ found, next }: CheckRow, width: number): readonly string[] => [
  ...wrapText(cleanText(found), width),
  ...(next === null ? [] : wrapText(`→ ${cleanText(next)}`, width)),
];

const rowLines = (row: CheckRow, width: number, paint: Paint): readonly string[] => {
  const { sign, word, colour } = STATES[row.state];
  const head = `${' '.repeat(INDENT)}${paint(colour, padEnd(`${sign} ${word}`, STATE_WIDTH))}${padEnd(CHECK_LABELS[row.id], LABEL_WIDTH)}`;
  const [first = '', ...rest] = textLines(row, width - TEXT_AT);
  return [`${head}${first}`, ...rest.map((line) => ' '.repeat(TEXT_AT) + line)];
};

const headingOf = (tenantId: string | null): string => (tenantId === null ? 'All tenants' : `Tenant ${cleanLine(tenantId)}`);

const countWords = (rows: readonly CheckRow[]): string => {
  const count = (state: CheckState): number => rows.filter((row) => row.state === state).length;
  const warnings = count('warning');
  const parts = [
    `${String(count('ok'))} ok`,
    ...(warnings === 0 ? [] : [`${String(warnings)} ${warnings === 1 ? 'warning' : 'warnings'}`]),
    `${String(count('failed'))} failed`,
    ...(count('not-checked') === 0 ? [] : [`${String(count('not-checked'))} not checked`]),
  ];
  return parts.join(', ');
};

const conclusion = (rows: readonly CheckRow[]): { readonly text: string; readonly colour: Colour } => {
  const counts = countWords(rows);
  if (rows.some(({ state }) => state === 'failed'))
    return { text: `✗ Something is to be mended: ${counts}. The lines with → say how.`, colour: 'red' };
  return rows.some(({ state }) => state === 'warning')
    ? { text: `! Reports can be made, and something should be looked at: ${counts}.`, colour: 'yellow' }
    : { text: `✓ All is well: ${counts}.`, colour: 'green' };
};

/** One paragraph for all tenants and one for each, in at most `columns` columns. */
export const doctorText = (rows: readonly CheckRow[], columns: number, paint: Paint): string => {
  const width = Math.min(columns, WIDEST);
  const groups = [...Map.groupBy(rows, ({ tenantId }) => tenantId)];
  const paragraphs = groups.map(([tenantId, own]) =>
    [paint('bold', headingOf(tenantId)), ...own.flatMap((row) => rowLines(row, width, paint))].join('\n'),
  );
  const { text, colour } = conclusion(rows);
  const last = wrapText(text, width).map((line) => paint(colour, line));
  return [...paragraphs, last.join('\n')].join('\n\n');
};

/** The code that the worst mistake would have with `run`; 0 where nothing failed. */
export const doctorExit = (rows: readonly CheckRow[]): ExitCode =>
  exitCode({
    bug: rows.some(({ fault }) => fault === 'bug'),
    usage: rows.some(({ fault }) => fault === 'configuration'),
    missing: rows.some(({ fault }) => fault === 'surroundings'),
  });

export const doctorJson = (rows: readonly CheckRow[], code: ExitCode): string =>
  JSON.stringify({ checks: rows.map(({ id, tenantId, state, found, next }) => ({ id, tenant: tenantId, state, found, next })), exitCode: code });

import { messagesFor } from '../messages/catalogue.ts';
import type { Check, CheckStatus } from '../model/check.ts';
import { toIso } from '../model/instant.ts';
import type { Verified } from '../run/verify-bundle.ts';
import type { ExitCode } from './exit-code.ts';
import type { Voice } from './shell.ts';
import { SIGNS } from './summary-table.ts';
import { cleanLine, type Paint } from './terminal.ts';

/** No configuration says in which language. */
const { checks: words } = messagesFor('en');

type Result = keyof typeof words.verdicts;

const AS_VERDICT = {
  agrees: 'pass',
  'agrees-in-values': 'not-evaluable',
  'agrees-in-part': 'not-evaluable',
  differs: 'fail',
} as const satisfies Record<Result, keyof typeof SIGNS>;
const AS_STATUS = { ok: 'pass', bad: 'fail', 'not-checked': 'not-evaluable' } as const satisfies Record<CheckStatus, keyof typeof SIGNS>;

const ORDER: readonly CheckStatus[] = ['ok', 'not-checked', 'bad'];

/** A bundle in which everything was exchanged differs in every file: more than these are said on demand. */
const MOST_LINES = 60;

const countsOf = (checks: readonly Check[]) => {
  const count = (status: CheckStatus): number => checks.filter((one) => one.status === status).length;
  return { ok: count('ok'), bad: count('bad'), unchecked: count('not-checked') };
};

/** The bundle names a version or templates that are not this program's: its pages were not made again. */
const PAGES_UNSEEN: ReadonlySet<Check['code']> = new Set(['rendering-other-version', 'rendering-other-templates']);

/** `agrees` is said only of a report that was recomputed from the answers of the source, and whose pages were made again. */
export const resultOf = ({ checks }: Verified): Result => {
  if (checks.some(({ status }) => status === 'bad')) return 'differs';
  if (!checks.some(({ code }) => code === 'report-recomputed')) return 'agrees-in-part';
  return checks.some(({ code }) => PAGES_UNSEEN.has(code)) ? 'agrees-in-values' : 'agrees';
};

const linesOf = (checks: readonly Check[], status: CheckStatus, verbose: boolean): readonly string[] => {
  // Each thing that does not agree keeps its own sentence, with its place and both values.
  const sentences = verbose || status === 'bad' ? checks.map(words.words) : words.groupedWords(checks);
  const more = verbose ? 0 : sentences.length - MOST_LINES;
  return more > 0 ? [...sentences.slice(0, MOST_LINES), `… and ${String(more)} more; --verbose shows all`] : sentences;
};

const sectionOf = (all: readonly Check[], status: CheckStatus, verbose: boolean, paint: Paint): readonly string[] => {
  const checks = all.filter((one) => one.status === status);
  if (checks.length === 0) return [];
  const { sign, colour } = SIGNS[AS_STATUS[status]];
  return [paint(colour, `${sign} ${words.headings[status]}`), ...linesOf(checks, status, verbose).map((line) => `    ${cleanLine(line)}`), ''];
};

const aboutWords = ({ manifest }: Verified): string => {
  if (manifest === null) return '';
  const { tenant, period, state } = manifest;
  return `${cleanLine(tenant.name)} (${cleanLine(tenant.id)}) · ${cleanLine(period.key)}, ${state} · `;
};

const verdictLine = (verified: Verified, paint: Paint): string => {
  const result = resultOf(verified);
  const { sign, colour } = SIGNS[AS_VERDICT[result]];
  return `${paint(colour, `${sign} ${words.verdicts[result]}`)}  ${aboutWords(verified)}${words.conclusion(result, countsOf(verified.checks))}.`;
};

/** For people: what agrees, what was not checked, what does not agree, and one line that concludes. */
export const verifyText = (verified: Verified, { quiet, verbose }: Voice, paint: Paint): string => {
  const shown = quiet ? ORDER.filter((status) => status === 'bad') : ORDER;
  return [...shown.flatMap((status) => sectionOf(verified.checks, status, verbose, paint)), verdictLine(verified, paint)].join('\n');
};

const aboutJson = ({ manifest }: Verified) =>
  manifest && {
    tenant: manifest.tenant,
    period: manifest.period.key,
    reportId: manifest.reportId,
    asOf: toIso(manifest.asOf),
    state: manifest.state,
    tool: manifest.tool,
    previous: manifest.previous?.reportId ?? null,
  };

/** For machines: every check as data, each with its sentence. */
export const verifyJson = (verified: Verified, path: string, exitCode: ExitCode): string =>
  JSON.stringify({
    path,
    kind: verified.kind,
    bundle: aboutJson(verified),
    result: resultOf(verified),
    counts: countsOf(verified.checks),
    checks: verified.checks.map((one) => ({ ...one, text: words.words(one) })),
    exitCode,
  });

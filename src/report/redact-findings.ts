import type { Finding } from '../model/finding.ts';
import type { ReportJob } from '../model/report.ts';
import type { Redacting } from './redacting.ts';

const textOrNull = (text: string | null, redacting: Redacting): string | null => (text === null ? null : redacting.text(text));

type Failing = NonNullable<ReportJob['objects']>['persistentlyFailing'];

/** A finding names the first of the objects that fail, in their order. */
const namesOf = (names: readonly string[], failing: Failing, { alias }: Redacting): string[] =>
  names.map((name, place) => alias(failing[place]?.name === name ? failing[place].kind : 'object', name));

/** `failing`: the objects of the finding's job, with their names. */
export const redactFinding = (finding: Finding, failing: Failing, redacting: Redacting): Finding => {
  switch (finding.code) {
    case 'rpo-gap': {
      const { cause } = finding.args;
      return { ...finding, args: { ...finding.args, cause: { ...cause, reason: textOrNull(cause.reason, redacting) } } };
    }
    case 'runs-failed':
      return { ...finding, args: { ...finding.args, reason: textOrNull(finding.args.reason, redacting) } };
    case 'objects-failing': {
      const { names, reason } = finding.args;
      return { ...finding, args: { ...finding.args, names: namesOf(names, failing, redacting), reason: textOrNull(reason, redacting) } };
    }
    case 'unknown-status':
      return { ...finding, args: { ...finding.args, words: finding.args.words.map(redacting.label) } };
    case 'last-status-mismatch':
      return { ...finding, args: { ...finding.args, lastStatus: redacting.label(finding.args.lastStatus) } };
    case 'response-unused':
      return { ...finding, args: { ...finding.args, job: finding.args.job === null ? null : redacting.label(finding.args.job) } };
    case 'job-not-collected':
      return { ...finding, args: { ...finding.args, detail: textOrNull(finding.args.detail, redacting) } };
    case 'logs-not-collected':
      return { ...finding, args: { ...finding.args, detail: textOrNull(finding.args.detail, redacting) } };
    case 'job-list-not-collected':
      return { ...finding, args: { ...finding.args, detail: textOrNull(finding.args.detail, redacting) } };
    case 'collection-failed':
      return { ...finding, args: { ...finding.args, detail: textOrNull(finding.args.detail, redacting) } };
    default:
      return finding;
  }
};

import type { Pruned } from '../archive/archive.ts';
import { wordingFor } from '../messages/catalogue.ts';
import type { Format } from '../messages/format.ts';
import { toIso } from '../model/instant.ts';
import type { PruneOutcome } from '../run/prune.ts';
import type { ExitCode } from './exit-code.ts';
import { cleanLine } from './terminal.ts';

const KEPT =
  'Kept, however old: what shows the present from then on, and everything that the reports made since stand on, so that they can be made again.';

const counted = (f: Format, count: number, noun: string): string => `${f.integer(count)} ${noun}${count === 1 ? '' : 's'}`;

const isNothing = (pruned: Pruned): boolean =>
  [
    pruned.collections,
    pruned.readings,
    pruned.jobStates,
    pruned.sessionStates,
    pruned.bodies,
    pruned.reports,
    pruned.deliveries,
    pruned.appointments,
  ].every((count) => count === 0);

const factsOf = (pruned: Pruned, f: Format): readonly string[] => [
  counted(f, pruned.collections, 'collection'),
  counted(f, pruned.jobStates, 'version') + ' of job records',
  counted(f, pruned.sessionStates, 'state') + ' of sessions',
  `${counted(f, pruned.bodies, 'response')} (${f.bytes(pruned.bytes)})`,
  counted(f, pruned.reports, 'note') + ' of reports made',
  counted(f, pruned.deliveries, 'note') + ' of mails sent',
  counted(f, pruned.appointments, 'note') + ' of schedules kept',
];

const tenantLine = (pruned: Pruned, f: Format): string =>
  `  ${cleanLine(pruned.tenantId)}: ${isNothing(pruned) ? 'nothing' : factsOf(pruned, f).join(', ')}`;

/** The result for people: what of each tenant went, or would go. */
export const pruneText = ({ before, dryRun, tenants }: PruneOutcome, timezone: string): string => {
  const { f } = wordingFor('en', timezone);
  const verb = dryRun ? 'Would be forgotten' : 'Forgotten';
  if (tenants.length === 0) return 'The archive holds nothing.';
  return [
    `${verb}, from before ${f.instant(toIso(before))}:`,
    ...tenants.map((pruned) => tenantLine(pruned, f)),
    KEPT,
    ...(dryRun ? ['Nothing was changed.'] : []),
  ].join('\n');
};

/** The result for machines: one JSON document. Bytes as stored. */
export const pruneJson = ({ before, dryRun, tenants }: PruneOutcome, exitCode: ExitCode): string =>
  JSON.stringify({ before: toIso(before), dryRun, tenants: tenants.map(({ tenantId, ...counts }) => ({ id: tenantId, ...counts })), exitCode });

import type { JobChange, Recorded } from '../archive/archive.ts';
import type { Format } from '../messages/format.ts';
import { wordingFor } from '../messages/catalogue.ts';
import type { CollectOutcome, TenantCollection } from '../run/collect.ts';
import type { ExitCode } from './exit-code.ts';
import { errorJson, missingLines } from './summary.ts';
import { SIGNS } from './summary-table.ts';
import { cleanLine, type Paint } from './terminal.ts';

/** In a first collection every job is new. */
const MOST_CHANGES = 20;

const CHANGES: Readonly<Record<JobChange['kind'], string>> = {
  added: 'new job',
  gone: 'job gone',
  returned: 'job listed again',
  renamed: 'job renamed',
  disabled: 'job disabled',
  enabled: 'job enabled',
};

const counted = (f: Format, count: number, noun: string): string => `${f.integer(count)} ${noun}${count === 1 ? '' : 's'}`;

const newsWords = ({ newSessions, changedSessions, jobs }: Recorded, f: Format): string => {
  if (newSessions === 0 && changedSessions === 0) return jobs.length === 0 ? 'nothing new' : 'no new session';
  const changed = changedSessions === 0 ? '' : `, ${f.integer(changedSessions)} changed`;
  return `${counted(f, newSessions, 'new session')}${changed}`;
};

const headWords = ({ missing, listed }: TenantCollection): readonly [keyof typeof SIGNS, string] => {
  if (listed === null) return ['fail', 'NOT COLLECTED'];
  return missing.length > 0 ? ['not-evaluable', 'PARTLY COLLECTED'] : ['pass', 'COLLECTED'];
};

const title = (collection: TenantCollection, f: Format, paint: Paint): string => {
  const { tenant, listed, recorded } = collection;
  const [verdict, words] = headWords(collection);
  const { sign, colour } = SIGNS[verdict];
  const facts =
    listed === null || recorded === null ? [] : [counted(f, listed, 'job'), newsWords(recorded, f), `${f.bytes(recorded.newBytes)} stored`];
  return [`${paint(colour, `${sign} ${words}`)}  ${paint('bold', cleanLine(tenant.name))} (${tenant.id})`, ...facts].join(' · ');
};

const changeLine = ({ kind, job, before }: JobChange): string => {
  const from = kind === 'renamed' && before !== null ? `${cleanLine(before.name)} → ` : '';
  return `  ${CHANGES[kind]}: ${from}${cleanLine(job.name)}`;
};

const changeLines = (changes: readonly JobChange[]): readonly string[] => {
  const more = changes.length - MOST_CHANGES;
  return [...changes.slice(0, MOST_CHANGES).map(changeLine), ...(more > 0 ? [`  … and ${more} more`] : [])];
};

/** The result for people: what each tenant's collection added to the archive, and what is missing. */
export const collectText = ({ tenants }: CollectOutcome, paint: Paint): string => {
  const { f } = wordingFor('en', 'UTC');
  const lines = (collection: TenantCollection): readonly string[] => [
    title(collection, f, paint),
    ...changeLines(collection.recorded?.jobs ?? []),
    ...missingLines(collection, paint),
  ];
  return tenants.map((collection) => lines(collection).join('\n')).join('\n\n');
};

const changeJson = ({ kind, job, before }: JobChange) => ({
  kind,
  id: job.id,
  name: job.name,
  before: kind === 'renamed' ? (before?.name ?? null) : null,
});

/** The result for machines: one JSON document. Bytes as stored. */
export const collectJson = ({ tenants }: CollectOutcome, exitCode: ExitCode): string =>
  JSON.stringify({
    tenants: tenants.map(({ tenant, listed, recorded, missing, error }) => ({
      id: tenant.id,
      name: tenant.name,
      jobs: listed,
      newSessions: recorded?.newSessions ?? null,
      changedSessions: recorded?.changedSessions ?? null,
      newBytes: recorded?.newBytes ?? null,
      changes: recorded?.jobs.map(changeJson) ?? [],
      missing,
      error: errorJson(error),
    })),
    exitCode,
  });

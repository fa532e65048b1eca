import { z } from 'zod';
import { isLoopback } from '../model/loopback.ts';
import { domainOf } from '../model/mailbox.ts';
import { checkSchedule } from './check-schedule.ts';
import { isTimezone } from './midnight.ts';
import type { Misfit } from './mistake.ts';
import { mayGetMail, readMailbox } from './mailbox.ts';
import { parseInstant } from './read-instant.ts';
import type { Path } from './source-text.ts';

/**
 * Rules about more than one key. They read the written value leniently, so that a mistake elsewhere hides none of them;
 * what does not have the expected type counts as absent here, since the schema has named it already.
 */
const some = z.unknown().optional();
const word = z.string().optional().catch(undefined);
const items = <Item extends z.ZodType>(item: Item) => z.array(item).catch([]).default([]);

const rule = z.object({ every: some, cron: some, timezone: some }).catch({});
const waiver = z.object({ id: word, from: word, to: word }).catch({});
const policy = rule
  .unwrap()
  .extend({ jobs: items(rule), waivers: items(waiver) })
  .optional()
  .catch(undefined);
const email = z
  .object({ to: items(word), cc: items(word), bcc: items(word), domains: z.array(word).optional().catch(undefined) })
  .optional()
  .catch(undefined);
const dkim = z.object({ domain: word }).optional().catch(undefined);
const smtp = z.object({ host: word, tls: word, user: some, password: some, oauth2: some, from: word, dkim }).optional().catch(undefined);
const report = z.object({ redact: word, redactKey: some }).optional().catch(undefined);
const schedule = z.object({ name: word, cron: word, period: word, tenants: items(word) }).catch({ tenants: [] });
const tenant = z.object({ id: word, locale: word, timezone: word, policy, email, report }).catch({});
const looseSchema = z
  .object({ timezone: word, locale: word, policy, smtp, report, tenants: items(tenant), schedules: items(schedule) })
  .catch({ tenants: [], schedules: [] });

type Loose = z.infer<typeof looseSchema>;
type LooseTenant = Loose['tenants'][number];
type LoosePolicy = z.infer<typeof policy>;

const misfit = (path: Path, text: string, at: Misfit['at'] = 'value'): Misfit => ({ path, at, text });

/** Each text that stands in the list a second time. */
const repeated = (texts: readonly (string | undefined)[], pathOf: (index: number) => Path, what: string): Misfit[] =>
  texts.flatMap((text, index) => {
    const first = texts.indexOf(text);
    return text === undefined || first === index ? [] : [misfit(pathOf(index), `found ${JSON.stringify(text)} a second time; ${what}`)];
  });

const cadenceRules = (path: Path, { every, cron, timezone }: z.infer<typeof rule>): Misfit[] => [
  ...(every !== undefined && cron !== undefined ? [misfit([...path, 'cron'], 'stands beside every; keep one of the two', 'key')] : []),
  ...(timezone !== undefined && cron === undefined
    ? [misfit([...path, 'timezone'], 'has a meaning only beside cron; add cron or remove it', 'key')]
    : []),
];

const waiverOrder = (path: Path, { from, to }: z.infer<typeof waiver>, timezone: string): Misfit[] => {
  const begin = parseInstant(from ?? '', timezone);
  const end = parseInstant(to ?? '', timezone);
  return begin !== null && end !== null && end <= begin
    ? [misfit([...path, 'to'], `found ${JSON.stringify(to)}; expected an instant after from (${from ?? ''})`)]
    : [];
};

const policyRules = (path: Path, checked: LoosePolicy, timezone: string): Misfit[] => {
  if (checked === undefined) return [];
  const at = (...steps: Path): Path => [...path, ...steps];
  return [
    ...cadenceRules(path, checked),
    ...checked.jobs.flatMap((each, index) => cadenceRules(at('jobs', index), each)),
    ...repeated(
      checked.waivers.map(({ id }) => id),
      (index) => at('waivers', index, 'id'),
      'each waiver needs an id of its own',
    ),
    ...checked.waivers.flatMap((each, index) => waiverOrder(at('waivers', index), each, timezone)),
  ];
};

const localeRule = (path: Path, locale: string | undefined, available: readonly string[]): Misfit[] =>
  locale === undefined || available.includes(locale) ? [] : [misfit(path, `found ${JSON.stringify(locale)}; available: ${available.join(', ')}`)];

const recipientRules = (path: Path, mail: LooseTenant['email']): Misfit[] => {
  const all = (['to', 'cc', 'bcc'] as const).flatMap((field) =>
    (mail?.[field] ?? []).map((written, index) => ({ path: [...path, field, index], address: readMailbox(written ?? '')?.address.toLowerCase() })),
  );
  const strangers = all.flatMap(({ path: at, address }) =>
    address === undefined || mayGetMail(address, mail?.domains?.filter((domain) => domain !== undefined) ?? null)
      ? []
      : [misfit(at, `found ${JSON.stringify(address)}, and email.domains lets mail of this tenant go only to ${(mail?.domains ?? []).join(', ')}`)],
  );
  return [
    ...strangers,
    ...repeated(
      all.map(({ address }) => address),
      (index) => all[index]?.path ?? path,
      'each recipient is named once',
    ),
  ];
};

const KEYLESS =
  'found "pseudonym" without redactKey; add redactKey: { env: VARIABLE } or { file: PATH }, since without a secret key names could be guessed';

/** Where pseudonyms are wanted: here, or for a tenant that leaves the key to the common options. */
const redactRules = ({ report: common, tenants }: Loose): Misfit[] => [
  ...(common?.redact === 'pseudonym' && common.redactKey === undefined ? [misfit(['report', 'redact'], KEYLESS)] : []),
  ...tenants.flatMap(({ report: own }, index) =>
    own?.redact === 'pseudonym' && own.redactKey === undefined && common?.redactKey === undefined
      ? [misfit(['tenants', index, 'report', 'redact'], KEYLESS)]
      : [],
  ),
];

const tenantRules = (each: LooseTenant, index: number, common: string, locales: readonly string[]): Misfit[] => {
  const path = ['tenants', index];
  const own = each.timezone !== undefined && isTimezone(each.timezone) ? each.timezone : common;
  return [
    ...localeRule([...path, 'locale'], each.locale, locales),
    ...policyRules([...path, 'policy'], each.policy, own),
    ...recipientRules([...path, 'email'], each.email),
  ];
};

const loginRules = ({ tls, user, password, oauth2 }: NonNullable<Loose['smtp']>): Misfit[] => {
  const found: Misfit[] = [];
  if (oauth2 !== undefined && password !== undefined) found.push(misfit(['smtp', 'oauth2'], 'stands beside password; keep one of the two', 'key'));
  if (oauth2 !== undefined && user === undefined)
    found.push(misfit(['smtp', 'oauth2'], 'has no user beside it; add user, the mailbox in whose name mail is sent', 'key'));
  if (tls === 'none' && user !== undefined)
    found.push(misfit(['smtp', 'user'], 'stands beside tls: none; the password would travel unencrypted', 'key'));
  if (user !== undefined && password === undefined && oauth2 === undefined)
    found.push(misfit(['smtp', 'user'], 'has no password or oauth2 beside it; add one, or remove user', 'key'));
  if (user === undefined && password !== undefined) found.push(misfit(['smtp'], 'has a password without user; add user', 'key'));
  return found;
};

/** Receivers count a signature only where its domain is the sender's own, or one above it. */
const dkimRules = ({ from, dkim: signed }: NonNullable<Loose['smtp']>): Misfit[] => {
  const sender = readMailbox(from ?? '')?.address.toLowerCase();
  const domain = signed?.domain?.toLowerCase();
  if (sender === undefined || domain === undefined || `.${domainOf(sender)}`.endsWith(`.${domain}`)) return [];
  return [
    misfit(['smtp', 'dkim', 'domain'], `found ${JSON.stringify(domain)}; expected the domain of smtp.from (${domainOf(sender)}), or one above it`),
  ];
};

const smtpRules = (mail: Loose['smtp']): Misfit[] => {
  if (mail === undefined) return [];
  const { host, tls } = mail;
  const open =
    tls === 'none' && host !== undefined && !isLoopback(host)
      ? [
          misfit(
            ['smtp', 'tls'],
            `found "none" with the host ${JSON.stringify(host)}; only mail to this machine may go without TLS: write required or implicit`,
          ),
        ]
      : [];
  return [...open, ...loginRules(mail), ...dkimRules(mail)];
};

export const crossCheck = (written: unknown, locales: readonly string[]): readonly Misfit[] => {
  const loose = looseSchema.parse(written);
  const timezone = loose.timezone !== undefined && isTimezone(loose.timezone) ? loose.timezone : 'UTC';
  const ids = loose.tenants.map(({ id }) => id);
  const known = ids.filter((id) => id !== undefined);
  return [
    ...localeRule(['locale'], loose.locale, locales),
    ...policyRules(['policy'], loose.policy, timezone),
    ...repeated(ids, (index) => ['tenants', index, 'id'], 'each tenant needs an id of its own'),
    ...loose.tenants.flatMap((each, index) => tenantRules(each, index, timezone, locales)),
    ...redactRules(loose),
    ...smtpRules(loose.smtp),
    ...repeated(
      loose.schedules.map(({ name }) => name),
      (index) => ['schedules', index, 'name'],
      'each schedule needs a name of its own',
    ),
    ...loose.schedules.flatMap((each, index) => checkSchedule(each, ['schedules', index], known)),
  ];
};

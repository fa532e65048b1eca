import type { TenantConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import type { Redaction } from '../model/redaction.ts';
import type { Disclosure, RedactionChoice } from '../run/disclosure.ts';
import type { EVIDENCE_CHOICES } from './report-options.ts';
import type { Shell } from './shell.ts';

type DisclosureArgs = { readonly redact: Redaction | undefined; readonly evidence: (typeof EVIDENCE_CHOICES)[number] | undefined };

const contradiction = (tenantId: string, redact: Redaction): UsageError =>
  new UsageError(
    'evidence-unredacted',
    `Tenant ${tenantId}: --evidence full does not go with redact ${redact}: the raw responses name every mailbox and site, byte for byte.`,
    { hint: 'Leave --evidence out to hand out the redacted report alone, or write --redact none --evidence full for the whole bundle.' },
  );

const keysFor = async (tenants: readonly TenantConfig[], shell: Shell): Promise<ReadonlyMap<string, string>> => {
  const { resolveRedactKeys } = await import('../config/secrets.ts');
  const { value, notices } = await resolveRedactKeys(tenants, shell.world.env);
  for (const key of value.values()) shell.hide(key);
  notices.forEach((notice) => shell.tell(`Note: ${notice}`));
  return value;
};

const choiceOf = (redact: Redaction, key: string | undefined): RedactionChoice => {
  if (redact !== 'pseudonym') return { kind: redact };
  if (key === undefined) throw new RangeError('a pseudonym without its key');
  return { kind: redact, key };
};

/**
 * What each tenant's bundle tells: the command line before the configuration. Throws UsageError where redaction and evidence
 * contradict each other, or a key for pseudonyms is missing.
 */
export const readyDisclosures = async (
  tenants: readonly TenantConfig[],
  { redact, evidence }: DisclosureArgs,
  shell: Shell,
): Promise<ReadonlyMap<string, Disclosure>> => {
  const wanted = tenants.map((tenant) => ({ tenant, redaction: redact ?? tenant.report.redact }));
  const open = wanted.find(({ redaction }) => redaction !== 'none' && evidence === 'full');
  if (open !== undefined) throw contradiction(open.tenant.id, open.redaction);
  const keys = await keysFor(
    wanted.flatMap(({ tenant, redaction }) => (redaction === 'pseudonym' ? [tenant] : [])),
    shell,
  );
  return new Map(
    wanted.map(({ tenant: { id }, redaction }): [string, Disclosure] => {
      const choice = choiceOf(redaction, keys.get(id));
      return [id, choice.kind === 'none' ? { redaction: choice, evidence: evidence !== 'none' } : { redaction: choice, evidence: false }];
    }),
  );
};

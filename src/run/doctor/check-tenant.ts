import type { Config, ReadyTenant, TenantConfig } from '../../config/config.ts';
import { whereWords } from '../../config/secrets.ts';
import type { World } from '../../world.ts';
import { good, goodUnless, notChecked, warning, type CheckId, type CheckResult, type CheckRow } from './check.ts';
import { checkApi, notAsked } from './check-api.ts';
import { templatesResult } from './check-templates.ts';
import type { Read, Readers } from './contract.ts';
import { perform } from './perform.ts';

const LIMIT = 30_000;

export type TenantContext = { readonly config: Config; readonly readers: Readers; readonly signal: AbortSignal; readonly world: World };

const keyWords = ({ apiKey }: TenantConfig, ready: ReadyTenant): string =>
  `There is a key in ${whereWords(apiKey)}; its length is ${String(ready.apiKey.length)}.`;

/** A key may be taken by the source and still not be what it should be: blanks and quotes come from copying. */
const keyResult = (tenant: TenantConfig, { value, notices }: Read<ReadyTenant>): CheckResult =>
  /^(["']).*\1$/u.test(value.apiKey)
    ? warning(
        `The key in ${whereWords(tenant.apiKey)} stands in quotation marks, which are taken as part of it.`,
        'Write it without them, unless they belong to it.',
      )
    : goodUnless(keyWords(tenant, value), notices);

const checkSource = async (tenant: TenantConfig, { readers, signal, world }: TenantContext): Promise<readonly CheckRow[]> => {
  const ready: { tenant: ReadyTenant | null } = { tenant: null };
  const work = async (): Promise<CheckResult> => {
    const read = await readers.tenant(tenant);
    ready.tenant = read.value;
    return keyResult(tenant, read);
  };
  const key = await perform({ id: 'api-key', tenantId: tenant.id, limit: LIMIT, work }, signal);
  const rows =
    ready.tenant === null ? notAsked(tenant.id, 'Without its key the API cannot be asked.') : await checkApi(tenant, ready.tenant, { world, signal });
  return [key, ...rows];
};

const recipientsResult = ({ email }: TenantConfig, { smtp }: Config): CheckResult => {
  const all = [...email.to, ...email.cc, ...email.bcc].map(({ address }) => address);
  if (smtp === null) return notChecked('No mail server is configured, so nobody gets a mail.');
  return email.to.length === 0
    ? warning('The tenant has no recipients: its reports are written, and mailed to nobody.', 'Name them as email.to of the tenant, or leave it so.')
    : good(`Reports go to ${all.join(', ')}.`);
};

const reading = (found: string, read: Promise<Read<unknown>>): Promise<CheckResult> => read.then(({ notices }) => goodUnless(found, notices));

/** What a tenant has beyond key and address, as far as it is configured. */
const ownChecks = (tenant: TenantConfig, { config, readers, world }: TenantContext): readonly (readonly [CheckId, () => Promise<CheckResult>])[] => {
  const { theme, redact, templates } = tenant.report;
  return [
    ['recipients', async () => recipientsResult(tenant, config)],
    ...(templates === null ? [] : [['templates', () => templatesResult(templates, tenant, world)] as const]),
    ...(theme.logo === null && theme.mailLogo === null ? [] : [['logo', () => reading('The logo can be used.', readers.logo(tenant))] as const]),
    ...(tenant.responses === null
      ? []
      : [['responses', () => reading(`${tenant.responses ?? ''} can be read.`, readers.responses(tenant))] as const]),
    ...(redact === 'pseudonym' ? [['pseudonyms', () => reading('The key of the pseudonyms can be read.', readers.pseudonyms(tenant))] as const] : []),
  ];
};

/** Everything that concerns one tenant alone. */
export const checkTenant = async (tenant: TenantConfig, context: TenantContext): Promise<readonly CheckRow[]> => {
  const own = ownChecks(tenant, context).map(([id, work]) => perform({ id, tenantId: tenant.id, limit: LIMIT, work }, context.signal));
  const [source, ...rows] = await Promise.all([checkSource(tenant, context), ...own]);
  return [...source, ...rows];
};

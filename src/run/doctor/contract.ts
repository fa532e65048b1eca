import type { Config, ReadySmtp, ReadyTenant, SigningConfig, SmtpConfig, TenantConfig } from '../../config/config.ts';
import type { UsageError } from '../../errors.ts';
import type { ReadySigning } from '../signing.ts';

/** What was read, and what a person should know of it. */
export type Read<Thing> = { readonly value: Thing; readonly notices: readonly string[] };

/** How secrets and files are read, as every command does it; each throws UserError where something is missing or wrong. */
export type Readers = {
  readonly tenant: (tenant: TenantConfig) => Promise<Read<ReadyTenant>>;
  readonly smtp: (smtp: SmtpConfig) => Promise<Read<ReadySmtp>>;
  readonly signing: (part: SigningConfig) => Promise<Read<ReadySigning>>;
  readonly logo: (tenant: TenantConfig) => Promise<Read<unknown>>;
  readonly responses: (tenant: TenantConfig) => Promise<Read<unknown>>;
  readonly pseudonyms: (tenant: TenantConfig) => Promise<Read<unknown>>;
  /** Whether the schedules could be kept at all. */
  readonly schedules: () => Promise<Read<unknown>>;
};

export type KnownConfig = {
  readonly path: string;
  readonly config: Config;
  readonly notices: readonly string[];
  readonly tenants: readonly TenantConfig[];
};

export type DoctorRequest = {
  /** Or why there is none. */
  readonly configuration: KnownConfig | UsageError;
  readonly readers: Readers;
  readonly signal: AbortSignal;
};

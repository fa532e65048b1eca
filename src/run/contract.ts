import type { Config, Format, ReadySmtp, ReadyTenant } from '../config/config.ts';
import type { UserError } from '../errors.ts';
import type { Verdict } from '../model/analysis.ts';
import type { Branding } from '../model/branding.ts';
import type { ResponseInput } from '../model/exception.ts';
import type { Instant } from '../model/instant.ts';
import type { Report } from '../model/report.ts';
import type { Disclosure } from './disclosure.ts';
import type { MailState } from './outbox/deliver-report.ts';
import type { ReadySigning } from './signing.ts';

export type RunRequest = {
  /** `run` collects first; `report` rests on the archive alone, without network. */
  readonly mode: 'run' | 'report';
  readonly config: Config;
  readonly tenants: readonly ReadyTenant[];
  /** Null: nothing is configured, or no mail is wanted; `email.eml` is written all the same. */
  readonly smtp: ReadySmtp | null;
  readonly signing: ReadySigning;
  /** By tenant; one that is not there shows everything. */
  readonly disclosures: ReadonlyMap<string, Disclosure>;
  /** By tenant; one that is not there has none. */
  readonly responses: ReadonlyMap<string, readonly ResponseInput[]>;
  /** By tenant; one that is not there has no look of its own. */
  readonly brandings: ReadonlyMap<string, Branding>;
  /** Read with `readPeriod` in each tenant's own zone; the command has checked that it can be. */
  readonly periodText: string;
  readonly asOf: Instant | null;
  /** Absolute. */
  readonly out: string;
  /** Null: each tenant's own. */
  readonly formats: readonly Format[] | null;
  /** Absolute, or a bare name that is looked for along PATH; null: found as usual. */
  readonly browser: string | null;
  readonly signal: AbortSignal;
};

export type TenantOutcome = {
  readonly tenant: { readonly id: string; readonly name: string };
  readonly verdict: Verdict | null;
  readonly state: 'provisional' | 'final' | null;
  readonly report: Report | null;
  readonly folder: string | null;
  /** Absolute paths, in the order in which they are worth naming. */
  readonly files: readonly { readonly name: string; readonly path: string }[];
  /** Sentences: what could not be collected, made or delivered. Any one means exit code 3. */
  readonly missing: readonly string[];
  /** Set: nothing was made for this tenant. */
  readonly error: UserError | null;
  readonly delivery: MailState;
};

/** The page over all tenants of a run, of which there were several, and the one over all that lies in the output folder. */
export type PortfolioOutcome = Pick<TenantOutcome, 'folder' | 'files' | 'missing'> & {
  /** Absolute path; null: it could not be written. */
  readonly index: string | null;
};

export type RunOutcome = {
  readonly tenants: readonly TenantOutcome[];
  /** Null: there was one tenant. */
  readonly portfolio?: PortfolioOutcome | null;
};

export type Stage = 'collect' | 'analyze' | 'render' | 'pdf' | 'deliver';

export type RunEvent =
  | { readonly kind: 'stage'; readonly tenantId: string; readonly stage: Stage }
  | { readonly kind: 'progress'; readonly tenantId: string; readonly done: number; readonly total: number; readonly what: string }
  /** For people; `tenantId` is null where it is about the whole run. */
  | { readonly kind: 'note'; readonly tenantId: string | null; readonly text: string };

import type { Analysis } from '../model/analysis.ts';
import type { Evidence, Exchange } from '../model/evidence.ts';
import type { ResponseInput } from '../model/exception.ts';
import type { Policy } from '../model/policy.ts';
import { sha256 } from '../model/sha256.ts';

const line = ({ body, path, round }: Exchange) => `${body.sha256} ${String(round)} ${path}\n`;

/** One hash for all responses: SHA-256 over their sorted lines, so that the order of arrival does not matter. */
export const evidenceHash = ({ exchanges }: Evidence): string => sha256(exchanges.map(line).sort().join(''));

/** The same tenant, period, instant, policy, evidence and responses give the same id. */
export const reportId = (
  tenantId: string,
  { period, asOf }: Analysis,
  policy: Policy,
  evidence: string,
  responses: readonly ResponseInput[],
): string =>
  sha256(
    JSON.stringify([tenantId, period.from, period.to, period.timezone, asOf, policy, evidence, ...(responses.length > 0 ? [responses] : [])]),
  ).slice(0, 16);

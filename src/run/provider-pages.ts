import { UserError } from '../errors.ts';
import type { World } from '../world.ts';
import type { PortfolioOutcome, RunRequest, TenantOutcome } from './contract.ts';
import { writeIndex } from './output-index.ts';
import { PORTFOLIO_FOLDER, writePortfolio } from './portfolio.ts';
import type { Tools } from './tools.ts';

type Index = Pick<PortfolioOutcome, 'index' | 'missing'>;

/** The page over all that the output folder holds, or why it could not be written. */
export const tryIndex = async (request: RunRequest, world: World, tools: Tools): Promise<Index> => {
  try {
    return { index: await writeIndex(request, PORTFOLIO_FOLDER, world, tools), missing: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { index: null, missing: [['Index:', error.message, error.hint ?? ''].filter((part) => part !== '').join(' ')] };
  }
};

/** What is for whoever looks after all tenants: one page over those of this run, then one over all that the output folder holds. */
export const writeProviderPages = async (
  outcomes: readonly TenantOutcome[],
  request: RunRequest,
  world: World,
  tools: Tools,
): Promise<PortfolioOutcome> => {
  const portfolio = await writePortfolio(outcomes, request, world, tools);
  request.signal.throwIfAborted();
  const { index, missing } = await tryIndex(request, world, tools);
  return { ...portfolio, index, missing: [...portfolio.missing, ...missing] };
};

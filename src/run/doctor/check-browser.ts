import type { World } from '../../world.ts';
import { good, notChecked, type CheckResult } from './check.ts';
import type { Check } from './perform.ts';

/** The browser from npm is unpacked at its first use. */
const LIMIT = 90_000;

const printOnce = async (configured: string | null, env: World['env']): Promise<CheckResult> => {
  const { createPrinter } = await import('../../render/pdf/browser.ts');
  const { provePrinting } = await import('../../render/pdf/proof.ts');
  const printer = createPrinter({ configured, env });
  try {
    await provePrinting(printer);
    const { origin, version, sandbox } = await printer.about();
    return good(
      `${version} (${origin}) printed a page whose text can be read${sandbox ? '' : '; it runs without its own sandbox, which root cannot have'}.`,
    );
  } finally {
    await printer.close();
  }
};

export const browserCheck = (configured: string | null, wanted: boolean, env: World['env']): Check => ({
  id: 'browser',
  tenantId: null,
  limit: LIMIT,
  work: async () => (wanted ? printOnce(configured, env) : notChecked('No report is wanted as PDF, so no browser is needed.')),
});

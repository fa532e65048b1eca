import type { TenantConfig } from '../../config/config.ts';
import { loadAssets } from '../../render/html/assets.ts';
import type { World } from '../../world.ts';
import { renderings } from '../rendering.ts';
import { sampleReport } from '../sample-report.ts';
import { good, type CheckResult } from './check.ts';

/** Compiles the templates of a folder, and makes a page and a mail of a simulated tenant with them. */
export const templatesResult = async (folder: string, tenant: TenantConfig, { version }: Pick<World, 'version'>): Promise<CheckResult> => {
  const { html, email } = (await renderings(await loadAssets(), [folder]))(folder);
  const report = await sampleReport('troubled', { ...tenant, apiKey: '' }, version);
  await html(report, { paper: tenant.report.paper });
  email(report, { attached: true, branding: undefined });
  return good(`The templates in ${folder} compile, and make a page and a mail of a simulated tenant.`);
};

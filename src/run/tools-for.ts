import type { World } from '../world.ts';
import type { RunEvent, RunRequest } from './contract.ts';
import { createTools, type Tools } from './tools.ts';

const wantsPdf = ({ formats, tenants }: RunRequest): boolean => tenants.some(({ report }) => (formats ?? report.formats).includes('pdf'));

/** What all tenants of a request share. */
export const toolsFor = (request: RunRequest, world: World, onEvent: (event: RunEvent) => void): Promise<Tools> => {
  const { config, browser, signing, smtp, tenants } = request;
  return createTools({
    config,
    browser,
    signing,
    world,
    pdf: wantsPdf(request),
    mail: smtp !== null,
    templates: tenants.map(({ report }) => report.templates),
    note: (text) => onEvent({ kind: 'note', tenantId: null, text }),
  });
};

import type { HTTPRequest, Page } from 'puppeteer';

/**
 * What keeps a page from reaching anything. The page's own content security policy comes on top, and web security stays
 * on. Each holds where another has a hole; production has them all.
 */
export type Layers = {
  /** A proxy where nobody listens, for loopback too. */
  readonly deadProxy: boolean;
  readonly scriptsOff: boolean;
  /** Refuses every request but those for data inside the page. */
  readonly interception: boolean;
};

export const ALL_LAYERS: Layers = { deadProxy: true, scriptsOff: true, interception: true };

/** Arguments of the browser process. */
export const fenceArguments = ({ deadProxy }: Layers): string[] =>
  deadProxy ? ['--proxy-server=http://127.0.0.1:9', '--proxy-bypass-list=<-loopback>'] : [];

/** Fonts and pictures inside the page are data; everything else would leave it. */
const answer = (request: HTTPRequest): Promise<void> =>
  request.url().startsWith('data:') && !request.isNavigationRequest() ? request.continue() : request.abort('blockedbyclient');

/** A request that is gone with its page needs no answer. */
const refuse = (request: HTTPRequest): void => void answer(request).catch(() => undefined);

/** Fences a page that has not been given any content yet. */
export const fencePage = async (page: Page, { scriptsOff, interception }: Layers): Promise<void> => {
  if (interception) page.on('request', refuse);
  await Promise.all([scriptsOff && page.setJavaScriptEnabled(false), interception && page.setRequestInterception(true)]);
};

import type { Archive } from '../archive/archive.ts';
import { hostname, userInfo } from 'node:os';
import type { Config } from '../config/config.ts';
import { madeBy } from '../evidence/made-by.ts';
import { loadAssets } from '../render/html/assets.ts';
import type { IndexRenderer } from '../render/html/output-index.ts';
import type { PortfolioRenderer } from '../render/html/portfolio.ts';
import type { Printer } from '../render/pdf/browser.ts';
import { notingSandbox } from './note-sandbox.ts';
import { renderings, type Rendering } from './rendering.ts';
import { openArchive } from './open-archive.ts';
import { openOutbox, type LastingOutbox } from './outbox/open-outbox.ts';
import type { World } from '../world.ts';
import type { SealMeans } from './seal.ts';
import type { ReadySigning } from './signing.ts';

/** What all tenants of a run share: compiled templates and one warm browser. */
export type Tools = {
  /** By the folder of a tenant's own templates; null: it has none. */
  readonly rendering: (templates: string | null) => Rendering;
  /** Both in the program's own templates. Compiled where there are several tenants. */
  readonly portfolio: () => Promise<PortfolioRenderer>;
  readonly index: () => Promise<IndexRenderer>;
  readonly seal: SealMeans;
  /** Null: none is wanted. */
  readonly archive: Archive | null;
  /** Null: no mail is wanted. */
  readonly outbox: LastingOutbox | null;
  readonly printerFor: (formats: ReadonlySet<string>) => Printer | null;
  readonly close: () => Promise<void>;
};

export type ToolOptions = {
  readonly config: Config;
  readonly browser: string | null;
  readonly signing: ReadySigning;
  readonly world: Pick<World, 'env' | 'now' | 'sleep' | 'random'>;
  /** Starts the browser at once, while the data is still being collected. */
  readonly pdf: boolean;
  /** Whether mail is to be sent. */
  readonly mail: boolean;
  /** Folders of templates that the tenants name; null among them: the package's. */
  readonly templates: readonly (string | null)[];
  /** Something about the tools that the operator should know. */
  readonly note: (text: string) => void;
};

/** Who runs it, as far as the system says. */
const account = () => {
  try {
    return { user: userInfo().username, host: hostname() };
  } catch {
    return { user: null, host: hostname() };
  }
};

/** What speaks to an authority is loaded only where one is configured. */
const stamperFor = async (authority: ReadySigning['authority'], world: ToolOptions['world']): Promise<SealMeans['stamper']> => {
  if (authority === null) return null;
  const { createStamper } = await import('./stamp.ts');
  return createStamper(authority, world);
};

const sealMeans = async ({ key, authority, pdf }: ReadySigning, world: ToolOptions['world']): Promise<SealMeans> => ({
  node: process.version,
  madeBy: madeBy(world.env, account()),
  signingKey: key,
  pdfSigner: pdf,
  stamper: await stamperFor(authority, world),
  now: world.now,
});

/** The browser's library is by far the largest: without a PDF it is not loaded. */
const printerWith = async ({ browser, world, note }: ToolOptions): Promise<Printer> => {
  const { createPrinter } = await import('../render/pdf/browser.ts');
  return notingSandbox(createPrinter({ configured: browser, env: world.env }), note);
};

export const createTools = async (options: ToolOptions): Promise<Tools> => {
  const { config, signing, world, pdf, templates, mail } = options;
  const assets = await loadAssets();
  const rendering = await renderings(assets, templates);
  const archive = await openArchive(config);
  const outbox = mail ? await openOutbox(archive, options.note) : null;
  const printer = pdf ? await printerWith(options) : null;
  return {
    rendering,
    portfolio: async () => (await import('../render/html/portfolio.ts')).createPortfolioRenderer(assets),
    index: async () => (await import('../render/html/output-index.ts')).createIndexRenderer(assets),
    printerFor: (formats) => (formats.has('pdf') ? printer : null),
    archive,
    outbox,
    seal: await sealMeans(signing, world),
    close: async () => {
      await printer?.close();
      await outbox?.close();
      await archive?.close();
    },
  };
};

import { nearest } from '../config/nearest.ts';
import { createEmailRenderer, type EmailRenderer } from '../render/email/index.ts';
import { templatesHash, type Assets } from '../render/html/assets.ts';
import { createHtmlRenderer, type HtmlRenderer } from '../render/html/index.ts';
import { loadTemplates, withTemplates } from '../render/templates/own-templates.ts';

/** Compiled templates, the package's or with some of the operator's. */
export type Rendering = {
  readonly html: HtmlRenderer;
  readonly email: EmailRenderer;
  /** SHA-256 over all templates. */
  readonly templates: string;
};

/** What is rendered with, by the folder whose templates take the place of the package's; null: by the package's alone. */
export const assetsFor = async (assets: Assets, folder: string | null): Promise<Assets> =>
  folder === null ? assets : withTemplates(assets, await loadTemplates(folder, assets, nearest));

const rendering = (assets: Assets): Rendering => ({
  html: createHtmlRenderer(assets),
  email: createEmailRenderer(assets),
  templates: templatesHash(assets),
});

/** Reads and compiles each folder once, however many tenants share it. Throws UsageError for the first with mistakes. */
export const renderings = async (assets: Assets, folders: readonly (string | null)[]): Promise<(folder: string | null) => Rendering> => {
  const made = new Map<string | null, Rendering>();
  for (const folder of new Set(folders)) made.set(folder, rendering(await assetsFor(assets, folder)));
  return (folder) => {
    const found = made.get(folder);
    if (found === undefined) throw new Error(`The templates of ${String(folder)} were not read`);
    return found;
  };
};

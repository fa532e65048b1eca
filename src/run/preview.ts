import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { readInputs } from '../evidence/inputs.ts';
import type { Branding } from '../model/branding.ts';
import type { Report } from '../model/report.ts';
import { liveDocument, livePage, type Served } from '../preview/live.ts';
import { messagePage } from '../preview/message-page.ts';
import { startPreview, type PreviewServer, type Show } from '../preview/server.ts';
import { watchAll, type Watched } from '../preview/watch.ts';
import { createEmailRenderer } from '../render/email/index.ts';
import { loadAssets, TEMPLATES_FOLDER, type Assets } from '../render/html/assets.ts';
import { createHtmlRenderer } from '../render/html/index.ts';
import { readReport } from '../report/compose.ts';
import { assetsFor } from './rendering.ts';

/** How the report shall look, read anew for every page. */
export type PreviewLook = { readonly templates: string | null; readonly branding: Branding | null; readonly paper: 'A4' | 'Letter' };

export type PreviewRequest = {
  /** A folder of a bundle or a report.json, absolute; or a report that is made once. */
  readonly subject: { readonly path: string } | { readonly report: Report };
  readonly look: () => Promise<PreviewLook>;
  /** Files and folders whose change changes the look. Absolute. */
  readonly watched: readonly Watched[];
  readonly port: number;
};

/** A report as it lies there, with the look that it was made with where its evidence tells. */
const readSubject = async (path: string): Promise<{ readonly report: Report; readonly branding: Branding | null }> => {
  try {
    const folder = (await stat(path)).isDirectory() ? path : dirname(path);
    const report = readReport(await readFile(folder === path ? join(path, 'report.json') : path, 'utf8'));
    const inputs = await readFile(join(folder, 'evidence', 'inputs.json')).then(readInputs, () => null);
    return { report, branding: inputs?.ok === true ? (inputs.value.branding ?? null) : null };
  } catch (cause) {
    throw new UserError(
      'preview-unreadable',
      `${path} holds no report that can be shown: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : ''}`,
      {
        hint: 'Name the folder of a bundle, such as reports/contoso/2026-10, or a report.json of this version.',
        cause,
      },
    );
  }
};

/** On the screen what a printer would show on A4: its rules apply, those of screens (now a printer's) and of lower paper do not. */
const onPaper = (assets: Assets): Assets => {
  const css = assets.templates.get('report.css') ?? '';
  const printed = css.replaceAll('@media print {', '@media all {').replaceAll('@media screen', '@media print');
  return { ...assets, templates: new Map([...assets.templates, ['report.css', `${printed}\nmain { max-width: 178mm; padding: 17mm 0; }`]]) };
};

/** What travels inside a mail is shown from the page itself. */
const mailOf = (assets: Assets, report: Report, branding: Branding | undefined): string => {
  const { html, images } = createEmailRenderer(assets)(report, { attached: true, branding });
  return images.reduce(
    (shown, { id, type, bytes }) => shown.replaceAll(`cid:${id}`, `data:${type};base64,${Buffer.from(bytes).toString('base64')}`),
    html,
  );
};

/** Paper is never dark. */
const inkOf = (branding: Branding | undefined): Branding | undefined =>
  branding?.accent ? { ...branding, accent: { ...branding.accent, dark: branding.accent.light } } : branding;

type Kind = 'screen' | 'paper' | 'mail';

const make = async ({ subject, look: lookNow }: PreviewRequest, kind: Kind, edition: number): Promise<Served> => {
  const { templates, branding: configured, paper } = await lookNow();
  const found = 'report' in subject ? { report: subject.report, branding: null } : await readSubject(subject.path);
  const branding = configured ?? found.branding ?? undefined;
  const assets = await assetsFor(await loadAssets(), templates);
  if (kind === 'mail') return liveDocument(mailOf(assets, found.report, branding), edition);
  const [shown, look] = kind === 'paper' ? [onPaper(assets), inkOf(branding)] : [assets, branding];
  return livePage(await createHtmlRenderer(shown)(found.report, { paper, branding: look }), edition);
};

/** What is wrong is shown where the page would be, and goes when it is mended. */
const showing =
  (request: PreviewRequest, kind: Kind): Show =>
  async (edition) => {
    try {
      return await make(request, kind, edition);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return liveDocument(messagePage(error.message, error.hint), edition);
    }
  };

const subjectsWatched = ({ subject }: PreviewRequest): readonly Watched[] =>
  'report' in subject
    ? []
    : [
        { path: subject.path, deep: false },
        { path: dirname(subject.path), deep: false },
      ];

/** Serves a report, and again after every change of it, its templates or its look, until it is closed. */
export const preview = async (request: PreviewRequest): Promise<PreviewServer> => {
  const pages = new Map<string, Show>([
    ['/', showing(request, 'screen')],
    ['/paper', showing(request, 'paper')],
    ['/mail', showing(request, 'mail')],
  ]);
  const server = await startPreview(pages, request.port);
  const end = watchAll([...request.watched, ...subjectsWatched(request), { path: TEMPLATES_FOLDER, deep: true }], server.changed);
  return {
    ...server,
    close: () => {
      end();
      return server.close();
    },
  };
};

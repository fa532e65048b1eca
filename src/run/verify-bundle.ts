import type { KeyObject } from 'node:crypto';
import { FORMATS } from '../config/config.ts';
import type { BundleFiles } from '../evidence/bundle.ts';
import type { AttachmentsOf } from '../evidence/checks/carriers.ts';
import { MANIFEST_FILE, type Manifest } from '../evidence/manifest-schema.ts';
import { readManifest } from '../evidence/manifest.ts';
import { verify } from '../evidence/verify.ts';
import type { BundleFile } from '../model/bundle-file.ts';
import { check, type Check } from '../model/check.ts';
import type { ReportInputs } from '../model/inputs.ts';
import type { Report } from '../model/report.ts';
import { renderFiles } from '../render/files.ts';
import { loadAssets, templatesHash, type Assets } from '../render/html/assets.ts';
import { createHtmlRenderer } from '../render/html/index.ts';
import { createDocumentReader } from '../render/pdf/document-reader.ts';
import { openEarlier, openNamed } from './open-bundle.ts';
import { assetsFor } from './rendering.ts';
import { reportFrom } from './report-from.ts';

export type VerifyRequest = {
  /** A folder, a zip of it, or a PDF. Absolute, as are the others. */
  readonly path: string;
  readonly earlier: readonly string[];
  /** Folder of the templates that the pages were made with, where they are the operator's own; null: the package's. */
  readonly templates?: string | null;
  readonly trustedKeys: readonly KeyObject[];
  /** Of this program. */
  readonly version: string;
  /** The version of Node that this is. */
  readonly node: string;
};

export type Verified = {
  readonly kind: BundleFiles['kind'];
  /** What the bundle says it is; null where its manifest cannot be read. As trustworthy as the checks say. */
  readonly manifest: Manifest | null;
  readonly checks: readonly Check[];
};

/** Everything that is made from the report alone; which of it the bundle has, its manifest says. */
const rendererFrom = (assets: Assets) => {
  const html = createHtmlRenderer(assets);
  return async (report: Report, { paper, branding }: ReportInputs): Promise<readonly BundleFile[]> =>
    (await renderFiles(report, { formats: new Set(FORMATS), paper, branding, html, printer: null, onPrint: () => undefined })).files;
};

type Earlier = { readonly path: string; readonly bundle: BundleFiles; readonly manifest: ReturnType<typeof readManifest> };

const readEarlier = async (path: string, attachmentsOf: AttachmentsOf): Promise<Earlier> => {
  const bundle = await openEarlier(path, attachmentsOf);
  return { path, bundle, manifest: readManifest(bundle.files.get(MANIFEST_FILE) ?? new Uint8Array()) };
};

const LINKED: ReadonlySet<Check['code']> = new Set(['chain-holds', 'chain-broken', 'chain-replaced', 'replaced-holds']);

/** What was given as an earlier bundle and is no link of the chain is named: nobody shall think that it was looked at. */
const checkEarlier = ({ path, manifest }: Earlier, tenant: string | undefined, checks: readonly Check[]): readonly Check[] => {
  if (!manifest.ok) return [check('earlier-unreadable', path, { detail: manifest.detail })];
  const { reportId, tenant: owner } = manifest.value;
  const linked = checks.some((one) => LINKED.has(one.code) && 'reportId' in one.args && one.args.reportId === reportId);
  return linked || owner.id !== tenant ? [] : [check('earlier-unused', path, {})];
};

/** Only where something differs: a difference by Node is no excuse, but must not be taken for an intrigue either. */
const checkNode = (manifest: Manifest | null, mine: string, checks: readonly Check[]): readonly Check[] => {
  const madeWith = manifest?.tool.node ?? null;
  const differs = checks.some(({ code }) => code === 'rendering-differs' || code === 'value-differs');
  return differs && madeWith !== null && madeWith !== mine ? [check('other-node', MANIFEST_FILE, { madeWith, mine })] : [];
};

/** Looks at a bundle without network, archive and configuration. Throws UserError where `path` or an earlier one is no bundle. */
export const verifyBundle = async ({ path, earlier, trustedKeys, templates = null, version, node }: VerifyRequest): Promise<Verified> => {
  const documents = createDocumentReader();
  const bundle = await openNamed(path, documents.attachmentsOf);
  const before: Earlier[] = [];
  for (const each of earlier) before.push(await readEarlier(each, documents.attachmentsOf));
  const assets = await assetsFor(await loadAssets(), templates);
  const checks = await verify(bundle, {
    reportFrom,
    renderAgain: rendererFrom(assets),
    ...documents,
    trustedKeys,
    earlier: before.map((each) => each.bundle),
    toolVersion: version,
    templates: templatesHash(assets),
  });
  const read = readManifest(bundle.files.get(MANIFEST_FILE) ?? new Uint8Array());
  const manifest = read.ok ? read.value : null;
  const others = before.flatMap((each) => checkEarlier(each, manifest?.tenant.id, checks));
  return { kind: bundle.kind, manifest, checks: [...checks, ...others, ...checkNode(manifest, node, checks)] };
};

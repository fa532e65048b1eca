import type { KeyObject } from 'node:crypto';
import type { BundleFile } from '../model/bundle-file.ts';
import { check, type Check } from '../model/check.ts';
import type { Evidence } from '../model/evidence.ts';
import type { ReportInputs } from '../model/inputs.ts';
import type { Report } from '../model/report.ts';
import type { BundleFiles } from './bundle.ts';
import { readJson } from './canonical.ts';
import { checkMail, checkPdf, unreadable, type AttachmentsOf } from './checks/carriers.ts';
import { checkChain } from './checks/chain.ts';
import { checkFiles } from './checks/files.ts';
import { checkIndexIdentity, checkInputsIdentity, checkReportIdentity } from './checks/identity.ts';
import { compareRenderings, reasonNotToCompare } from './checks/renderings.ts';
import { checkPdfSignatures } from './checks/pdf-signature.ts';
import { checkSignature } from './checks/signature.ts';
import { checkStamp } from './checks/timestamp.ts';
import { recomputeReport, REPORT_FILE } from './checks/report.ts';
import { INDEX_FILE, indexSchema } from './index-file.ts';
import { INPUTS_FILE, readInputs } from './inputs.ts';
import { MANIFEST_FILE, type Manifest } from './manifest-schema.ts';
import { readManifest } from './manifest.ts';
import { digestOf } from './pack.ts';
import type { SignaturesOf } from './pdf-signature.ts';
import { sha256 } from '../model/sha256.ts';
import { unpack, UNPACK_LIMITS, type Unpacked, type UnpackLimits } from './unpack.ts';

export type VerifyMeans = {
  /** The pure middle of the program. */
  readonly reportFrom: (evidence: Evidence, inputs: ReportInputs) => Report;
  /** Every file that follows from the report alone, byte for byte: report.json itself, HTML, CSV, JUnit. */
  readonly renderAgain: (report: Report, inputs: ReportInputs) => readonly BundleFile[] | Promise<readonly BundleFile[]>;
  readonly attachmentsOf: AttachmentsOf;
  readonly signaturesOf: SignaturesOf;
  /** Public keys that the reader trusts; none: a signature is checked, but not judged. */
  readonly trustedKeys: readonly KeyObject[];
  /** Earlier bundles of the tenant, in any order. */
  readonly earlier: readonly BundleFiles[];
  readonly toolVersion: string;
  /** The hash over this program's templates; files are compared byte by byte only where it is the bundle's. */
  readonly templates: string | null;
  readonly limits?: UnpackLimits;
};

/** The PDF's manifest lists less than the folder's: neither may stand in the other's place. */
const isInPlace = ({ kind }: BundleFiles, { scope }: Manifest): boolean => (kind === 'pdf') === (scope === 'content');

const openManifest = (bundle: BundleFiles): { readonly manifest: Manifest | null; readonly check: Check } => {
  const bytes = bundle.files.get(MANIFEST_FILE);
  if (bytes === undefined) return { manifest: null, check: check('manifest-missing', MANIFEST_FILE, {}) };
  const read = readManifest(bytes);
  if (read.ok && !isInPlace(bundle, read.value))
    return { manifest: null, check: check('manifest-unreadable', MANIFEST_FILE, { detail: 'it is not the manifest of this place' }) };
  if (read.ok) return { manifest: read.value, check: check('manifest-intact', MANIFEST_FILE, { sha256: sha256(bytes) }) };
  const code = read.problem === 'form' ? 'manifest-unreadable' : 'manifest-rewritten';
  return { manifest: null, check: check(code, MANIFEST_FILE, { detail: read.detail }) };
};

const hasEvidence = ({ files }: BundleFiles, manifest: Manifest): boolean =>
  [...files.keys(), ...manifest.files.map(({ name }) => name)].some((name) => name.startsWith('evidence/'));

const openEvidence = (bundle: BundleFiles, limits: UnpackLimits): { readonly unpacked: Unpacked; readonly checks: readonly Check[] } => {
  const unpacked = unpack(bundle.files, limits);
  if (!unpacked.ok) return { unpacked, checks: unpacked.problems.map(({ file, detail }) => check('evidence-damaged', file, { detail })) };
  const bytes = unpacked.evidence.exchanges.reduce((sum, { body }) => sum + body.size, 0);
  return { unpacked, checks: [check('evidence-intact', INDEX_FILE, { responses: unpacked.evidence.exchanges.length, bytes })] };
};

/** Evidence that is damaged may still say whose it is. */
const identityOfParts = ({ files }: BundleFiles, manifest: Manifest): readonly Check[] => {
  const bytes = { inputs: files.get(INPUTS_FILE), index: files.get(INDEX_FILE) };
  const inputs = bytes.inputs && readInputs(bytes.inputs);
  const index = bytes.index && readJson(indexSchema, bytes.index);
  return [
    ...(inputs?.ok ? checkInputsIdentity(manifest, inputs.value) : []),
    ...(index?.ok && bytes.inputs && bytes.index ? checkIndexIdentity(manifest, index.value, digestOf(bytes.inputs, bytes.index)) : []),
  ];
};

/** report.json as a value; undefined where there is none or it is no JSON. */
const statedReport = ({ files }: BundleFiles): { readonly stated: unknown; readonly checks: readonly Check[] } => {
  const bytes = files.get(REPORT_FILE);
  if (bytes === undefined) return { stated: undefined, checks: [] };
  try {
    const stated: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return { stated, checks: [] };
  } catch (error) {
    return { stated: undefined, checks: [check('report-unreadable', REPORT_FILE, { detail: error instanceof Error ? error.message : '' })] };
  }
};

/** Renders the recomputed report and holds every file against it. A report that cannot be shown comes from foreign inputs. */
const showAgain = async (
  bundle: BundleFiles,
  manifest: Manifest,
  report: Report,
  inputs: ReportInputs,
  means: VerifyMeans,
): Promise<readonly Check[]> => {
  const excuse = reasonNotToCompare(manifest, means);
  try {
    const again = excuse === null ? await means.renderAgain(report, inputs) : [];
    return compareRenderings(bundle, manifest, again, excuse);
  } catch (error) {
    return [check('recomputation-failed', REPORT_FILE, { detail: (error instanceof Error ? error.message : String(error)).slice(0, 200) })];
  }
};

/** The heart: from the answers' bytes to the report and on to everything that shows it. */
const performAgain = async (bundle: BundleFiles, manifest: Manifest, stated: unknown, means: VerifyMeans): Promise<readonly Check[]> => {
  if (bundle.kind === 'pdf') return [check('evidence-absent', INPUTS_FILE, {})];
  if (!hasEvidence(bundle, manifest))
    return manifest.evidence.sha256 === null
      ? [
          manifest.redaction === 'none' ? check('evidence-absent', INPUTS_FILE, {}) : check('evidence-withheld', INPUTS_FILE, {}),
          ...compareRenderings(bundle, manifest, [], (name) => check('rendering-not-repeatable', name, {})),
        ]
      : [check('evidence-damaged', INDEX_FILE, { detail: 'the manifest names evidence, and there is none' })];
  const { unpacked, checks } = openEvidence(bundle, means.limits ?? UNPACK_LIMITS);
  if (!unpacked.ok) return [...checks, ...identityOfParts(bundle, manifest)];
  const { evidence, inputs, index, digest } = unpacked;
  const identity = [...checkInputsIdentity(manifest, inputs), ...checkIndexIdentity(manifest, index, digest)];
  const { report, checks: recomputed } = recomputeReport(stated, { evidence, inputs, reportFrom: means.reportFrom, toolVersion: means.toolVersion });
  if (report === null) return [...checks, ...identity, ...recomputed];
  return [...checks, ...identity, ...recomputed, ...(await showAgain(bundle, manifest, report, inputs, means))];
};

/** A PDF is read twice, for what it carries and for its signatures: that it cannot be read is said once. */
const checkDocument = async (bundle: BundleFiles, manifest: Manifest, means: VerifyMeans): Promise<readonly Check[]> => {
  const carried = await checkPdf(bundle, manifest, means.attachmentsOf);
  const signatures = await checkPdfSignatures(bundle, means.signaturesOf, manifest.seal);
  const named = carried.some(({ code }) => code === 'pdf-unreadable');
  return [...carried, ...signatures.filter(({ code }) => !named || code !== 'pdf-unreadable')];
};

/** The manifest inside a PDF says nothing of what came after it: that it names no signature does not mean that there is none. */
const checkSeals = async (bundle: BundleFiles, manifest: Manifest, means: VerifyMeans): Promise<readonly Check[]> =>
  bundle.kind === 'pdf'
    ? [check('seals-elsewhere', MANIFEST_FILE, {})]
    : [...checkChain(manifest, means.earlier), checkSignature(bundle, manifest, means.trustedKeys), await checkStamp(bundle, manifest)];

/**
 * Everything that can be said of a bundle without network, archive or clock: what agrees, what does not, and what could not
 * be looked at. No bundle, however hostile, makes it throw.
 */
export const verify = async (bundle: BundleFiles, means: VerifyMeans): Promise<readonly Check[]> => {
  if (bundle.unreadable !== undefined) return [unreadable(bundle.unreadable)];
  const { manifest, check: opened } = openManifest(bundle);
  if (manifest === null) return [opened];
  const { stated, checks: misread } = statedReport(bundle);
  return [
    opened,
    ...checkFiles(bundle, manifest),
    ...misread,
    ...(stated === undefined ? [] : checkReportIdentity(manifest, stated)),
    ...(await performAgain(bundle, manifest, stated, means)),
    ...(await checkDocument(bundle, manifest, means)),
    ...checkMail(bundle),
    ...(await checkSeals(bundle, manifest, means)),
  ];
};

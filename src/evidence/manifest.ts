import { z } from 'zod';
import { brandingHash } from '../model/branding.ts';
import { sizeOf, type BundleFile } from '../model/bundle-file.ts';
import { inputsSchema, type ReportInputs } from '../model/inputs.ts';
import type { Report } from '../model/report.ts';
import { readJson, writeJson, type Read } from './canonical.ts';
import { MANIFEST_FILE, manifestSchema, SEALS, SIGNATURE_FILE, type Manifest, type ManifestFile } from './manifest-schema.ts';
import { sha256, sha256Of } from '../model/sha256.ts';

/** What no input says: by what and by whom this bundle is made, and where it stands in the series. */
export type ManifestFacts = Pick<Manifest, 'madeBy' | 'previous' | 'supersedes' | 'seal'> & {
  readonly node: string;
  /** Null: no PDF was printed. */
  readonly browser: string | null;
};

export type ManifestContent = {
  readonly report: Report;
  readonly inputs: ReportInputs;
  /** `evidenceDigest`; null: the responses do not go along. */
  readonly digest: string | null;
  /** All files of the bundle but the manifest and its seals. */
  readonly files: readonly BundleFile[];
};

/** The PDF carries the manifest, and the mail carries the PDF: a manifest inside the PDF can list neither. */
const CARRIERS: ReadonlySet<string> = new Set(['report.pdf', 'email.eml']);

const EVIDENCE = 'evidence/';

const byName = (a: ManifestFile, b: ManifestFile): number => (a.name < b.name ? -1 : 1);

export const fileEntry = (file: BundleFile): ManifestFile => ({ name: file.name, size: sizeOf(file), sha256: sha256Of(file.parts) });

/** Over the policy's own bytes in inputs.json, written compactly: two reports under one policy can be told by it. */
export const policyHash = ({ policy }: ReportInputs): string => sha256(JSON.stringify(z.encode(inputsSchema.shape.policy, policy)));

export const countsOf = ({ jobs, provenance }: Report): Manifest['counts'] => ({
  jobs: jobs.length,
  sessions: jobs.reduce((sum, { sessions }) => sum + sessions.length, 0),
  responses: provenance.source.responses,
  bytes: provenance.evidence.bytes,
});

const NO_CHECKSUM = '0'.repeat(64);

const withChecksum = (manifest: Manifest): Manifest => ({
  ...manifest,
  checksum: sha256(writeJson(manifestSchema, { ...manifest, checksum: NO_CHECKSUM })),
});

/** What the manifest says of report and inputs: it is checked against them again by `verify`. */
export const identityOf = (report: Report, inputs: ReportInputs) => {
  const { key, from, to, timezone } = inputs.period;
  return {
    reportId: report.reportId,
    state: report.state,
    redaction: report.redaction,
    tenant: { ...inputs.tenant },
    period: { key, from, to, timezone },
    asOf: inputs.asOf,
    locale: inputs.locale,
    policy: { name: inputs.policy.name, sha256: policyHash(inputs) },
  };
};

/** The manifest that lies in the folder and lists all files. Make it last; for the PDF make `contentManifest` before. */
export const createManifest = ({ report, inputs, digest, files }: ManifestContent, facts: ManifestFacts): Manifest => {
  const { node, browser, madeBy, previous, supersedes, seal } = facts;
  return withChecksum({
    schemaVersion: '1.0',
    scope: 'bundle',
    ...identityOf(report, inputs),
    files: files
      .filter(({ name }) => !SEALS.has(name))
      .map(fileEntry)
      .toSorted(byName),
    evidence: { sha256: digest, responses: report.provenance.evidence.sha256 },
    counts: countsOf(report),
    tool: { ...inputs.tool, node, browser, templates: inputs.templates },
    ...(inputs.branding === undefined ? {} : { branding: brandingHash(inputs.branding) }),
    madeBy,
    previous,
    supersedes,
    seal,
    checksum: NO_CHECKSUM,
  });
};

/**
 * The manifest that the PDF carries: only what follows from the answers, so that two runs over the same answers print the
 * same PDF. The PDF, the mail and the seals are made later; who, where and when stands in the folder's manifest.
 */
export const contentManifest = (manifest: Manifest): Manifest =>
  withChecksum({
    ...manifest,
    scope: 'content',
    files: manifest.files.filter(({ name }) => !CARRIERS.has(name) && !name.startsWith(EVIDENCE)),
    evidence: { ...manifest.evidence, sha256: null },
    tool: { ...manifest.tool, node: null, browser: null },
    madeBy: { user: null, host: null, ci: null },
    previous: null,
    supersedes: null,
    // Stands inside the PDF, so that whoever takes the signature off is found out by the PDF alone.
    seal: { signature: null, timestamp: false, ...(manifest.seal.pdf === undefined ? {} : { pdf: manifest.seal.pdf }) },
  });

/** What the time stamp seals: the signature where there is one, and through it the manifest; else the manifest. */
export const stampedFile = ({ seal }: Pick<Manifest, 'seal'>): string => (seal.signature === null ? MANIFEST_FILE : SIGNATURE_FILE);

/** The exact bytes that are hashed, chained and signed. */
export const writeManifest = (manifest: Manifest): Uint8Array => writeJson(manifestSchema, manifest);

const sorted = ({ files }: Manifest): boolean => files.every((entry, place) => place === 0 || (files[place - 1]?.name ?? '') < entry.name);

/** Reads a manifest back; `spelling` also where its checksum or the order of its files is not as it must be. */
export const readManifest = (bytes: Uint8Array): Read<Manifest> => {
  const read = readJson(manifestSchema, bytes);
  if (!read.ok) return read;
  if (!sorted(read.value)) return { ok: false, problem: 'spelling', detail: 'the files are not in the order of their names' };
  return withChecksum(read.value).checksum === read.value.checksum ? read : { ok: false, problem: 'spelling', detail: 'the checksum does not fit' };
};

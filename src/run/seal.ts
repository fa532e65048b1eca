import { announceKey } from '../evidence/keys.ts';
import { MANIFEST_FILE, SIGNATURE_FILE, STAMP_FILE, type MadeBy, type Manifest } from '../evidence/manifest-schema.ts';
import { contentManifest, createManifest, stampedFile, writeManifest, type ManifestFacts } from '../evidence/manifest.ts';
import type { PackedEvidence } from '../evidence/pack.ts';
import { signManifest } from '../evidence/sign.ts';
import { messagesFor } from '../messages/catalogue.ts';
import { inOnePart, wholeOf, type BundleFile } from '../model/bundle-file.ts';
import type { ReportInputs } from '../model/inputs.ts';
import type { Instant } from '../model/instant.ts';
import type { Report } from '../model/report.ts';
import type { StampProblem } from '../model/stamp.ts';
import type { Attachment } from '../render/pdf/attach.ts';
import type { PrintedDocument } from '../render/pdf/document.ts';
import type { DocumentSigner } from '../render/pdf/sign-document.ts';
import type { FinishedPdf } from './sign-pdf.ts';
import { manifestInPlace, type Links, type Standing } from './standing.ts';
import type { Stamper } from './stamp.ts';
import type { KeyObject } from 'node:crypto';

/** What a bundle is sealed with, the same for all tenants of a run. */
export type SealMeans = {
  readonly node: string;
  readonly madeBy: MadeBy;
  readonly signingKey: KeyObject | null;
  readonly pdfSigner: DocumentSigner | null;
  readonly stamper: Stamper | null;
  readonly now: () => Instant;
};

export type BundleContent = {
  readonly report: Report;
  readonly inputs: ReportInputs;
  /** Null: the responses do not go along. */
  readonly packed: PackedEvidence | null;
  /** Without PDF and mail. */
  readonly files: readonly BundleFile[];
  /** When the last answer that the report rests on was there. */
  readonly knownAt: Instant;
};

export type Place = Pick<ManifestFacts, 'previous' | 'browser'> & {
  /** Another report that this one replaces. */
  readonly supersedes: ReportInputs['supersedes'];
  /** Null: no bundle stands there. */
  readonly standing: Standing | null;
};

export type ClosedBundle = { readonly files: readonly BundleFile[]; readonly manifest: Uint8Array; readonly unstamped: StampProblem | null };

export type Carriers = {
  readonly files: readonly BundleFile[];
  /** SHA-256 of the certificate that signed the PDF; null: it is not signed. */
  readonly signedBy: string | null;
};

/** A bundle on its way: files that carry others are still to come. */
export type OpenBundle = {
  /** The finished PDF with report.json and its own manifest attached, and then, where there is a certificate, signed. */
  readonly carry: (pdf: PrintedDocument) => Promise<FinishedPdf>;
  /** All files, with manifest.json and what seals it last; `unstamped`: why a time stamp is not among them. */
  readonly close: (carriers: Carriers, signal: AbortSignal) => Promise<ClosedBundle>;
};

const attachment = (name: string, bytes: Uint8Array, description: string, relation: Attachment['relation']): Attachment => ({
  name,
  bytes,
  description,
  type: 'application/json',
  relation,
});

/** A manifest, and what seals it: the last of these is what a time stamp is made over. */
const sealedBy = (manifest: Manifest, signingKey: KeyObject | null): readonly [BundleFile, ...BundleFile[]] => {
  const bytes = writeManifest(manifest);
  const file = inOnePart(MANIFEST_FILE, bytes);
  return signingKey === null ? [file] : [file, inOnePart(SIGNATURE_FILE, signManifest(bytes, signingKey))];
};

/**
 * The manifest says whether a time stamp lies beside it, and the stamp is made over what binds the manifest: so it is announced
 * first, and taken back where the authority fails. The same bundle made again keeps the stamp that it has.
 */
const stampedFiles = async (
  manifestWith: (timestamp: boolean) => Manifest,
  { signingKey, stamper }: SealMeans,
  folder: string | null,
  signal: AbortSignal,
) => {
  if (stamper === null) return { files: sealedBy(manifestWith(false), signingKey), unstamped: null };
  const announced = manifestWith(true);
  const files = sealedBy(announced, signingKey);
  const sealed = wholeOf(files.find(({ name }) => name === stampedFile(announced)) ?? files[0]);
  const { keptStamp } = await import('./kept-stamp.ts');
  const kept = await keptStamp(folder, files, sealed);
  const { file, problem } = kept === null ? await stamper(sealed, signal) : { file: kept, problem: null };
  if (file === null) return { files: sealedBy(manifestWith(false), signingKey), unstamped: problem };
  return { files: [...files, inOnePart(STAMP_FILE, file)], unstamped: null };
};

/** Binds everything by hashes. The PDF carries what follows from the answers; the folder's manifest lists all. */
export const openBundle = (content: BundleContent, means: SealMeans, { standing, browser, ...others }: Place): OpenBundle => {
  const { report, inputs, packed } = content;
  const signature = means.signingKey === null ? null : announceKey(means.signingKey);
  const manifestOf = (files: readonly BundleFile[], timestamp: boolean, signedBy: string | null, { previous, supersedes }: Links): Manifest => {
    const seal = { signature, timestamp, ...(signedBy === null ? {} : { pdf: { certificateSha256: signedBy } }) };
    const facts: ManifestFacts = { node: means.node, madeBy: means.madeBy, browser, previous, supersedes, seal };
    return createManifest({ report, inputs, digest: packed?.digest ?? null, files }, facts);
  };
  const base = [...content.files, ...(packed?.files ?? [])];
  return {
    carry: async (pdf) => {
      const json = base.find(({ name }) => name === 'report.json');
      const { labels } = messagesFor(report.locale);
      const { finishDocument } = await import('../render/pdf/document.ts');
      const finish = (announced: string | null): Promise<Uint8Array> => {
        const inside = writeManifest(contentManifest(manifestOf(base, false, announced, { previous: null, supersedes: null })));
        return finishDocument(pdf, [
          ...(json === undefined ? [] : [attachment('report.json', wholeOf(json), labels.attachedReport, 'Data')]),
          attachment(MANIFEST_FILE, inside, labels.attachedManifest, 'Supplement'),
        ]);
      };
      if (means.pdfSigner === null) return { bytes: await finish(null), signed: null, problem: null };
      const { signPdf } = await import('./sign-pdf.ts');
      return signPdf(finish, means.pdfSigner, { report, knownAt: content.knownAt, now: means.now() });
    },
    close: async (carriers, signal) => {
      const files = [...base, ...carriers.files];
      const manifestWith = (timestamp: boolean): Manifest =>
        manifestInPlace((links) => manifestOf(files, timestamp, carriers.signedBy, links), standing, others, writeManifest);
      const sealed = await stampedFiles(manifestWith, means, standing?.folder ?? null, signal);
      return { files: [...files, ...sealed.files], manifest: wholeOf(sealed.files[0]), unstamped: sealed.unstamped };
    },
  };
};

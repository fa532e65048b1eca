import { announceKey } from '../evidence/keys.ts';
import { MANIFEST_FILE, SIGNATURE_FILE, type MadeBy, type Manifest } from '../evidence/manifest-schema.ts';
import { contentManifest, createManifest, writeManifest, type ManifestFacts } from '../evidence/manifest.ts';
import { pack, type BundleFile } from '../evidence/pack.ts';
import { signManifest } from '../evidence/sign.ts';
import { messagesFor } from '../messages/catalogue.ts';
import type { Evidence } from '../model/evidence.ts';
import type { ReportInputs } from '../model/inputs.ts';
import type { Report } from '../model/report.ts';
import type { Attachment } from '../render/pdf/attach.ts';
import { finishDocument, type PrintedDocument } from '../render/pdf/document.ts';
import type { KeyObject } from 'node:crypto';

/** What a bundle is sealed with, the same for all tenants of a run. */
export type SealMeans = { readonly node: string; readonly madeBy: MadeBy; readonly signingKey: KeyObject | null };

export type BundleContent = {
  readonly report: Report;
  readonly inputs: ReportInputs;
  readonly evidence: Evidence;
  /** The responses go along. */
  readonly withEvidence: boolean;
  /** Without PDF and mail. */
  readonly files: readonly BundleFile[];
};

export type Place = Pick<ManifestFacts, 'previous' | 'supersedes' | 'browser'>;

/** A bundle on its way: the evidence is packed, and files that carry others are still to come. */
export type OpenBundle = {
  /** The finished PDF, with report.json and its own manifest attached. */
  readonly carry: (pdf: PrintedDocument) => Promise<Uint8Array>;
  /** All files, with manifest.json and, where there is a key, its signature last. */
  readonly close: (carriers: readonly BundleFile[]) => { readonly files: readonly BundleFile[]; readonly manifest: Uint8Array };
};

const attachment = (name: string, bytes: Uint8Array, description: string, relation: Attachment['relation']): Attachment => ({
  name,
  bytes,
  description,
  type: 'application/json',
  relation,
});

/** Packs the evidence and binds everything by hashes. The PDF carries what follows from the answers; the folder's manifest lists all. */
export const openBundle = (content: BundleContent, means: SealMeans, place: Place): OpenBundle => {
  const { report, inputs, evidence } = content;
  const packed = content.withEvidence ? pack(evidence, inputs) : { files: [], digest: null };
  const signature = means.signingKey === null ? null : announceKey(means.signingKey);
  const facts: ManifestFacts = { node: means.node, madeBy: means.madeBy, ...place, seal: { signature, timestamp: false } };
  const manifestOf = (files: readonly BundleFile[]): Manifest => createManifest({ report, inputs, evidence, digest: packed.digest, files }, facts);
  const base = [...content.files, ...packed.files];
  return {
    carry: (pdf) => {
      const json = base.find(({ name }) => name === 'report.json');
      const { labels } = messagesFor(report.locale);
      const inside = writeManifest(contentManifest(manifestOf(base)));
      const attachments = [
        ...(json === undefined ? [] : [attachment('report.json', json.bytes, labels.attachedReport, 'Data')]),
        attachment(MANIFEST_FILE, inside, labels.attachedManifest, 'Supplement'),
      ];
      return finishDocument(pdf, attachments);
    },
    close: (carriers) => {
      const manifest = writeManifest(manifestOf([...base, ...carriers]));
      const sealed = means.signingKey === null ? [] : [{ name: SIGNATURE_FILE, bytes: signManifest(manifest, means.signingKey) }];
      return { files: [...base, ...carriers, { name: MANIFEST_FILE, bytes: manifest }, ...sealed], manifest };
    },
  };
};

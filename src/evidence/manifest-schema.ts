import { z } from 'zod';
import { instantText as instant } from '../model/instant-text.ts';
import { REDACTIONS } from '../model/redaction.ts';
import { hashPattern } from '../model/sha256.ts';

export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'manifest.sig.json';
export const STAMP_FILE = 'manifest.tsr.json';

/** What no manifest can list: itself, and what is made from it afterwards. */
export const SEALS: ReadonlySet<string> = new Set([MANIFEST_FILE, SIGNATURE_FILE, STAMP_FILE]);

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(hashPattern);
const text = z.string();

const period = z.strictObject({ key: text, from: instant, to: instant, timezone: text });
const file = z.strictObject({ name: text, size: count, sha256 });

const ci = z.strictObject({ provider: text, runId: text.nullable(), project: text.nullable() });

const previous = z
  .strictObject({ manifestSha256: sha256, reportId: text, period })
  .describe('the manifest of the report before this one of the same tenant: the series is a chain');

const supersedes = z.strictObject({ reportId: text, manifestSha256: sha256.nullable(), reason: text });

const signature = z.strictObject({
  keyId: sha256.describe('SHA-256 of the public key in its DER form'),
  publicKey: z.base64().describe('SubjectPublicKeyInfo, DER. Whether to trust it is for the reader to say'),
});

const pdfSeal = z
  .strictObject({ certificateSha256: sha256 })
  .describe('report.pdf carries a signature by this certificate; left out where it carries none');

/** manifest.json, version 1: what a bundle holds, and what it was made of. */
export const manifestSchema = z.strictObject({
  schemaVersion: z.literal('1.0'),
  scope: z
    .enum(['bundle', 'content'])
    .describe(
      'bundle: beside the files, lists all of them. content: attached inside report.pdf; lists what follows from the answers alone, so that equal answers make equal PDFs: not the PDF itself, not email.eml, which carries it, and not evidence/, which holds the times of its requests',
    ),
  reportId: text,
  state: z.enum(['provisional', 'final']),
  redaction: z.enum(REDACTIONS).describe('how names of objects stand in the report; where they are not as they are, the responses are not here'),
  tenant: z.strictObject({ id: text, name: text }),
  period,
  asOf: instant,
  locale: text,
  policy: z.strictObject({ name: text.nullable(), sha256: sha256.describe('over the policy as it stands in evidence/inputs.json, as compact JSON') }),
  files: z.array(file).describe('sorted by name'),
  evidence: z.strictObject({
    sha256: sha256
      .nullable()
      .describe(
        'binds inputs and index, and through the index every answer with its times; null in a content manifest, and where the responses were not handed out',
      ),
    responses: sha256.describe('over the answers alone, without their times: the report prints it'),
  }),
  counts: z.strictObject({ jobs: count, sessions: count, responses: count, bytes: count.describe('of all responses') }),
  tool: z.strictObject({ name: text, version: text, node: text.nullable(), browser: text.nullable(), templates: sha256.nullable() }),
  branding: sha256.exactOptional().describe('over the look in evidence/inputs.json, as compact JSON; absent: none of its own'),
  madeBy: z.strictObject({ user: text.nullable(), host: text.nullable(), ci: ci.nullable() }),
  previous: previous.nullable(),
  supersedes: supersedes.nullable(),
  seal: z
    .strictObject({ signature: signature.nullable(), timestamp: z.boolean(), pdf: pdfSeal.optional() })
    .describe('what must lie beside this manifest: manifest.sig.json, manifest.tsr.json; and inside report.pdf'),
  checksum: sha256.describe('SHA-256 of this file with 64 zeros in this place: shows damage. Against intent only a signature helps'),
});

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestFile = Manifest['files'][number];
export type MadeBy = Manifest['madeBy'];
export type ManifestSeal = Manifest['seal'];

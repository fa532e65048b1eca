import type { CheckCode } from '../../model/check.ts';
import { createCheckWords, shortHash, type CheckGroups, type CheckWord, type VerifyCounts, type VerifyVerdict } from '../check-words.ts';

const files = {
  'file-intact': ({ size }, file) => `${file}: as the manifest lists it (${String(size)} bytes).`,
  'file-missing': (_args, file) => `${file} is listed, but missing.`,
  'file-resized': ({ expected, found }, file) => `${file} was changed: it has ${String(found)} bytes; the manifest lists ${String(expected)}.`,
  'file-altered': ({ expected, found }, file) =>
    `${file} was changed: its SHA-256 begins with ${shortHash(found)}; the manifest lists ${shortHash(expected)}.`,
  'file-unlisted': (_args, file) => `${file} is not listed: it was added afterwards.`,
  'file-elsewhere': (_args, file) => `${file} lies in the bundle’s folder, not in the PDF.`,
} satisfies { [C in CheckCode]?: CheckWord<C> };

const manifest = {
  'manifest-intact': ({ sha256 }, file) => `${file} is whole; SHA-256 ${sha256}.`,
  'manifest-missing': (_args, file) => `${file} is missing: without it nothing can be checked.`,
  'manifest-unreadable': ({ detail }, file) => `${file} cannot be read (${detail}): nothing else was checked.`,
  'manifest-rewritten': ({ detail }, file) => `${file} was changed (${detail}): nothing else was checked.`,
  'identity-agrees': ({ with: other }, file) => `${file} and ${other} speak of the same tenant, period and policy.`,
  'identity-differs': ({ what, here, with: other, there }, file) =>
    `${file} does not belong here: its ${what} is “${here}”; ${other} says “${there}”.`,
} satisfies { [C in CheckCode]?: CheckWord<C> };

const content = {
  'evidence-intact': ({ responses, bytes }) => `All ${String(responses)} responses of the source are there, byte for byte (${String(bytes)} bytes).`,
  'evidence-damaged': ({ detail }, file) => `${file} ${detail}: the report could not be recomputed.`,
  'evidence-absent': () => 'The responses of the source are not here: the report could not be recomputed.',
  'evidence-withheld': () =>
    'Names of objects are redacted, so the responses of the source, which hold them, are not here: the report could not be recomputed. Its unredacted edition can be.',
  'report-recomputed': ({ values }, file) => `${file} was recomputed from the responses: all ${String(values)} values agree.`,
  'report-unreadable': ({ detail }, file) => `${file} cannot be read${detail === '' ? '' : ` (${detail})`}.`,
  'value-differs': ({ path, stated, recomputed }, file) => `${file} states ${path} as ${stated}; recomputed it is ${recomputed}.`,
  'values-omitted': ({ count }, file) => `${file}: ${String(count)} further ${count === 1 ? 'value differs' : 'values differ'}.`,
  'recomputation-failed': ({ detail }, file) => `${file} could not be recomputed from the responses (${detail}).`,
  'recomputed-elsewhere': ({ madeWith, mine }) =>
    `The report was made by version ${madeWith} and recomputed by version ${mine}. A key that one of them lacks counts as a difference; the version that made it judges without that doubt.`,
  'rendering-agrees': (_args, file) => `${file} was made again: the same bytes.`,
  'rendering-differs': ({ offset }, file) => `${file} does not show the recomputed report: made again, it differs from byte ${String(offset)}.`,
  'rendering-other-version': ({ madeWith, mine }, file) =>
    `${file} was not made again: it is by version ${madeWith}, this is ${mine}. Its hash was checked.`,
  'rendering-other-templates': (_args, file) => `${file} was not made again: other templates were used. Its hash was checked.`,
  'other-node': ({ madeWith, mine }) =>
    `Node ${madeWith} made the bundle, this is ${mine}, and another Node may write dates and numbers in another way: look again with ${madeWith} before you conclude from such a difference.`,
  'rendering-not-repeatable': (_args, file) => `${file} was not made again. Its hash was checked.`,
} satisfies { [C in CheckCode]?: CheckWord<C> };

const carriers = {
  'attachment-agrees': (_args, what) => `${what} is the one of this bundle.`,
  'attachment-missing': (_args, what) => `${what} is not attached.`,
  'attachment-differs': (_args, what) => `${what} is not the one of this bundle.`,
  'attachment-unlisted': (_args, what) => `${what} is attached, but does not belong there.`,
  'pdf-unreadable': ({ detail }, file) => `${file} cannot be read (${detail}).`,
  'pdf-pages-not-compared': (_args, file) => `${file}: what its pages show was not compared with the report.`,
  'mail-carries-pdf': (_args, file) => `${file} carries the PDF of this bundle.`,
  'mail-without-pdf': (_args, file) => `${file} carries no PDF.`,
  'mail-other-pdf': (_args, file) => `${file} carries another PDF than this bundle.`,
  'mail-text-not-compared': (_args, file) => `${file}: its text was not compared with the report.`,
} satisfies { [C in CheckCode]?: CheckWord<C> };

const seals = {
  'chain-begins': () => 'The chain of reports begins here.',
  'chain-holds': ({ reportId, period }) => `The report before, ${reportId} of ${period}, is the one that this series names.`,
  'chain-broken': ({ reportId, period }) => `The report before, ${reportId} of ${period}, was changed after this series named it.`,
  'chain-other-tenant': ({ tenant }) => `An earlier bundle that was given is of another tenant: ${tenant}.`,
  'chain-not-given': ({ reportId, period }) => `The report before, ${reportId} of ${period}, was not given: the chain was not followed to it.`,
  'chain-replaced': ({ reportId, period }) =>
    `The report before, ${reportId} of ${period}, is not the one that was given: that one says that it took its place. Give the one that it replaced, too, from .superseded beside it.`,
  'replaced-holds': ({ reportId, reason }) => `The bundle that this one replaced, of report ${reportId} (${reason}), is the one that it names.`,
  'replaced-not-given': ({ reportId, reason }) =>
    `The bundle that this one replaced, of report ${reportId} (${reason}), was not given; it lies in .superseded beside it.`,
  'earlier-unreadable': ({ detail }, path) => `${path}, given as an earlier bundle, has no manifest that can be read (${detail}).`,
  'earlier-unused': (_args, path) => `${path}, given as an earlier bundle, is no link of the chain that leads here.`,
  'signature-good': ({ keyId }) => `The signature is good, by the trusted key ${shortHash(keyId)}.`,
  'signature-untrusted': ({ keyId }) => `The signature fits, by the key ${shortHash(keyId)}; no trusted key was given, so nobody vouches for it.`,
  'signature-unknown-key': ({ keyId }) => `The signature is by the key ${shortHash(keyId)}, which is none of the trusted ones.`,
  'signature-bad': ({ detail }) => `The signature is bad: ${detail}.`,
  'signature-missing': (_args, file) => `${file} is missing, although the manifest announces a signature.`,
  'signature-none': () => 'The bundle is not signed: somebody who changes all of it is not noticed.',
  'signature-required': () => 'The bundle is not signed, although trusted keys were given.',
  'timestamp-good': ({ at, authority, certificate }) =>
    `The time stamp says ${at}, by ${authority} (certificate ${shortHash(certificate)}). Whether to trust this authority was not checked.`,
  'timestamp-bad': ({ detail }) => `The time stamp is bad: ${detail}.`,
  'timestamp-missing': (_args, file) => `${file} is missing, although the manifest announces a time stamp.`,
  'timestamp-none': () => 'The bundle has no time stamp: when it was made is what it says itself.',
  'pdf-signature-good': ({ subject, certificate, at }, file) =>
    `${file} is signed by ${subject} (certificate SHA-256 ${certificate})${at === null ? '' : `, at its own word on ${at}`}; nothing of it was changed since. Whether to trust this certificate was not judged.`,
  'pdf-signature-bad': ({ detail }, file) => `The signature in ${file} is bad: ${detail}.`,
  'pdf-signature-none': (_args, file) => `${file} carries no signature of its own.`,
  'pdf-signature-missing': ({ certificate }, file) =>
    `${file} carries no signature, although the manifest announces one by the certificate with SHA-256 ${certificate}: it was taken off.`,
  'pdf-signature-other': ({ certificate }, file) => `${file} is not signed by the certificate that the manifest announces (SHA-256 ${certificate}).`,
  'pdf-revised': (_args, file) =>
    `${file} was changed after it was finished, or its signature was damaged: something stands behind its first end, and it is no signature.`,
  'seals-elsewhere': () => 'The bundle’s signature, its time stamp and the chain of reports lie in the folder; a PDF alone shows none of them.',
} satisfies { [C in CheckCode]?: CheckWord<C> };

const listed = (subjects: readonly string[]): string =>
  subjects.length < 2 ? subjects.join() : `${subjects.slice(0, -1).join(', ')} and ${subjects.at(-1) ?? ''}`;

const GROUPS: CheckGroups = {
  'file-intact': ({ length }) => `${String(length)} files are as the manifest lists them.`,
  'file-elsewhere': (files) => `${listed(files)} lie in the bundle’s folder, not in the PDF.`,
  'identity-agrees': (files) => `${listed(files)} speak of the same tenant, period and policy as manifest.json.`,
  'rendering-agrees': (files) => `${listed(files)} were made again: the same bytes.`,
  'rendering-other-version': (files) => `${listed(files)} were not made again: they are by another version. Their hashes were checked.`,
  'rendering-other-templates': (files) => `${listed(files)} were not made again: other templates were used. Their hashes were checked.`,
  'rendering-not-repeatable': (files) => `${listed(files)} were not made again. Their hashes were checked.`,
  'attachment-agrees': (files) => `${listed(files)} are those of this bundle.`,
};

export const checkWords = createCheckWords({ ...files, ...manifest, ...content, ...carriers, ...seals }, GROUPS);

export const CHECK_HEADINGS = { ok: 'Agrees', bad: 'Does not agree', 'not-checked': 'Not checked' };

export const VERIFY_VERDICTS: Readonly<Record<VerifyVerdict, string>> = {
  agrees: 'AGREES',
  'agrees-in-part': 'AGREES, BUT NOT RECOMPUTED',
  'agrees-in-values': 'VALUES AGREE, PAGES NOT COMPARED',
  differs: 'DOES NOT AGREE',
};

const counted = (count: number, one: string, more: string): string => `${String(count)} ${count === 1 ? one : more}`;

/** The last words of `verify`. */
export const verifyConclusion = (verdict: VerifyVerdict, { ok, bad, unchecked }: VerifyCounts): string => {
  const left = unchecked === 0 ? '' : `; ${counted(unchecked, 'thing was', 'things were')} not checked`;
  if (verdict === 'differs') return `${counted(bad, 'check does', 'checks do')} not agree, ${counted(ok, 'agrees', 'agree')}${left}`;
  if (verdict === 'agrees') return `${counted(ok, 'check agrees', 'checks agree')}${left}`;
  return verdict === 'agrees-in-values'
    ? `${counted(ok, 'check agrees', 'checks agree')}; nothing vouches for what the pages show${left}`
    : `${counted(ok, 'check agrees', 'checks agree')}, without the responses of the source${left}`;
};

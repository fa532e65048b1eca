import { check, CHECK_STATUS, type Check, type CheckArgs, type CheckCode } from '../../../src/model/check.ts';

const detail = { detail: 'xyzzy' };
const key = { keyId: 'a'.repeat(64) };
const earlier = { reportId: 'r-1', period: '2026-10' };
const versions = { madeWith: '1.0.0', mine: '1.1.0' };

const SAMPLES: CheckArgs = {
  'file-intact': { size: 12 },
  'file-missing': {},
  'file-resized': { expected: 12, found: 13 },
  'file-altered': { expected: 'a'.repeat(64), found: 'b'.repeat(64) },
  'file-unlisted': {},
  'file-elsewhere': {},
  'manifest-intact': { sha256: 'a'.repeat(64) },
  'manifest-missing': {},
  'manifest-unreadable': detail,
  'manifest-rewritten': detail,
  'evidence-intact': { responses: 3, bytes: 12 },
  'evidence-damaged': detail,
  'evidence-absent': {},
  'evidence-withheld': {},
  'identity-agrees': { with: 'x.json' },
  'identity-differs': { what: 'xyzzy', here: '1', with: 'x.json', there: '2' },
  'report-recomputed': { values: 12 },
  'report-unreadable': detail,
  'value-differs': { path: 'x.y', stated: '1', recomputed: '2' },
  'values-omitted': { count: 2 },
  'recomputation-failed': detail,
  'recomputed-elsewhere': versions,
  'rendering-agrees': {},
  'rendering-differs': { offset: 12 },
  'rendering-other-version': versions,
  'rendering-other-templates': {},
  'rendering-not-repeatable': {},
  'other-node': versions,
  'attachment-agrees': {},
  'attachment-missing': {},
  'attachment-differs': {},
  'attachment-unlisted': {},
  'pdf-unreadable': detail,
  'pdf-pages-not-compared': {},
  'mail-carries-pdf': {},
  'mail-without-pdf': {},
  'mail-other-pdf': {},
  'mail-text-not-compared': {},
  'chain-begins': {},
  'chain-holds': earlier,
  'chain-broken': earlier,
  'chain-other-tenant': { tenant: 'xyzzy' },
  'chain-not-given': earlier,
  'chain-replaced': earlier,
  'replaced-holds': { reportId: 'xyzzy', reason: 'xyzzy' },
  'replaced-not-given': { reportId: 'xyzzy', reason: 'xyzzy' },
  'earlier-unreadable': detail,
  'earlier-unused': {},
  'signature-good': key,
  'signature-untrusted': key,
  'signature-unknown-key': key,
  'signature-bad': detail,
  'signature-missing': {},
  'signature-none': {},
  'signature-required': {},
  'timestamp-good': { at: '2026-10-05', authority: 'xyzzy', certificate: 'a'.repeat(64) },
  'timestamp-bad': detail,
  'timestamp-missing': {},
  'timestamp-none': {},
  'pdf-signature-good': { subject: 'CN=xyzzy', certificate: 'a'.repeat(64), at: '2026-10-05' },
  'pdf-signature-bad': detail,
  'pdf-signature-none': {},
  'pdf-signature-missing': { certificate: 'xyzzy' },
  'pdf-signature-other': { certificate: 'xyzzy' },
  'pdf-revised': {},
  'seals-elsewhere': {},
};

const isCode = (code: string): code is CheckCode => Object.hasOwn(CHECK_STATUS, code);

/** Only the pairing of a code with its own arguments is lost to the compiler here. */
const checkOf = (code: CheckCode): Check => check(code, 'x.json', SAMPLES[code]) as Check;

/** One of each, so that every sentence can be read. */
export const CHECKS: readonly Check[] = Object.keys(SAMPLES).filter(isCode).map(checkOf);

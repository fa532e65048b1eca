/** What `verify` found, as data: a code with arguments. The wording lives in the message catalogue. */

export type CheckStatus = 'ok' | 'bad' | 'not-checked';

type Nothing = Readonly<Record<string, never>>;

/** Arguments of every check there is. Texts may come from a hostile bundle. */
export type CheckArgs = {
  'file-intact': { readonly size: number };
  'file-missing': Nothing;
  'file-resized': { readonly expected: number; readonly found: number };
  'file-altered': { readonly expected: string; readonly found: string };
  'file-unlisted': Nothing;
  /** A PDF alone carries the list, not the files. */
  'file-elsewhere': Nothing;
  'manifest-intact': { readonly sha256: string };
  'manifest-missing': Nothing;
  'manifest-unreadable': { readonly detail: string };
  'manifest-rewritten': { readonly detail: string };
  'evidence-intact': { readonly responses: number; readonly bytes: number };
  'evidence-damaged': { readonly detail: string };
  'evidence-absent': Nothing;
  /** Names are redacted, and the responses hold them. */
  'evidence-withheld': Nothing;
  'identity-agrees': { readonly with: string };
  'identity-differs': { readonly what: string; readonly here: string; readonly with: string; readonly there: string };
  'report-recomputed': { readonly values: number };
  'report-unreadable': { readonly detail: string };
  'value-differs': { readonly path: string; readonly stated: string; readonly recomputed: string };
  'values-omitted': { readonly count: number };
  'recomputation-failed': { readonly detail: string };
  'recomputed-elsewhere': { readonly madeWith: string; readonly mine: string };
  'rendering-agrees': Nothing;
  'rendering-differs': { readonly offset: number };
  'rendering-other-version': { readonly madeWith: string; readonly mine: string };
  'rendering-other-templates': Nothing;
  'rendering-not-repeatable': Nothing;
  /** Beside a difference: Node writes dates and numbers, not always as another Node does. */
  'other-node': { readonly madeWith: string; readonly mine: string };
  'attachment-agrees': Nothing;
  'attachment-missing': Nothing;
  'attachment-differs': Nothing;
  'attachment-unlisted': Nothing;
  'pdf-unreadable': { readonly detail: string };
  'pdf-pages-not-compared': Nothing;
  'mail-carries-pdf': Nothing;
  'mail-without-pdf': Nothing;
  'mail-other-pdf': Nothing;
  'mail-text-not-compared': Nothing;
  'chain-begins': Nothing;
  'chain-holds': { readonly reportId: string; readonly period: string };
  'chain-broken': { readonly reportId: string; readonly period: string };
  'chain-other-tenant': { readonly tenant: string };
  'chain-not-given': { readonly reportId: string; readonly period: string };
  /** A bundle was given that says that it took the place of the one that the chain names. */
  'chain-replaced': { readonly reportId: string; readonly period: string };
  'replaced-holds': { readonly reportId: string; readonly reason: string };
  'replaced-not-given': { readonly reportId: string; readonly reason: string };
  'earlier-unreadable': { readonly detail: string };
  'earlier-unused': Nothing;
  'signature-good': { readonly keyId: string };
  'signature-untrusted': { readonly keyId: string };
  'signature-unknown-key': { readonly keyId: string };
  'signature-bad': { readonly detail: string };
  'signature-missing': Nothing;
  'signature-none': Nothing;
  'signature-required': Nothing;
  'timestamp-good': { readonly at: string; readonly authority: string; readonly certificate: string };
  'timestamp-bad': { readonly detail: string };
  'timestamp-missing': Nothing;
  'timestamp-none': Nothing;
  /** Whether the certificate is to be trusted was not looked at. `at`: the signer's own word. */
  'pdf-signature-good': { readonly subject: string; readonly certificate: string; readonly at: string | null };
  'pdf-signature-bad': { readonly detail: string };
  'pdf-signature-none': Nothing;
  /** The manifest announces one. `certificate`: its SHA-256. */
  'pdf-signature-missing': { readonly certificate: string };
  'pdf-signature-other': { readonly certificate: string };
  'pdf-revised': Nothing;
  /** What a PDF alone can say neither of itself nor of the bundle that it is from. */
  'seals-elsewhere': Nothing;
};

export type CheckCode = keyof CheckArgs;

export const CHECK_STATUS: Readonly<Record<CheckCode, CheckStatus>> = {
  'file-intact': 'ok',
  'file-missing': 'bad',
  'file-resized': 'bad',
  'file-altered': 'bad',
  'file-unlisted': 'bad',
  'file-elsewhere': 'not-checked',
  'manifest-intact': 'ok',
  'manifest-missing': 'bad',
  'manifest-unreadable': 'bad',
  'manifest-rewritten': 'bad',
  'evidence-intact': 'ok',
  'evidence-damaged': 'bad',
  'evidence-absent': 'not-checked',
  'evidence-withheld': 'not-checked',
  'identity-agrees': 'ok',
  'identity-differs': 'bad',
  'report-recomputed': 'ok',
  'report-unreadable': 'bad',
  'value-differs': 'bad',
  'values-omitted': 'bad',
  'recomputation-failed': 'bad',
  'recomputed-elsewhere': 'not-checked',
  'rendering-agrees': 'ok',
  'rendering-differs': 'bad',
  'rendering-other-version': 'not-checked',
  'rendering-other-templates': 'not-checked',
  'rendering-not-repeatable': 'not-checked',
  'other-node': 'not-checked',
  'attachment-agrees': 'ok',
  'attachment-missing': 'bad',
  'attachment-differs': 'bad',
  'attachment-unlisted': 'bad',
  'pdf-unreadable': 'bad',
  'pdf-pages-not-compared': 'not-checked',
  'mail-carries-pdf': 'ok',
  'mail-without-pdf': 'not-checked',
  'mail-other-pdf': 'bad',
  'mail-text-not-compared': 'not-checked',
  'chain-begins': 'ok',
  'chain-holds': 'ok',
  'chain-broken': 'bad',
  'chain-other-tenant': 'bad',
  'chain-not-given': 'not-checked',
  'chain-replaced': 'not-checked',
  'replaced-holds': 'ok',
  'replaced-not-given': 'not-checked',
  'earlier-unreadable': 'bad',
  'earlier-unused': 'not-checked',
  'signature-good': 'ok',
  'signature-untrusted': 'not-checked',
  'signature-unknown-key': 'bad',
  'signature-bad': 'bad',
  'signature-missing': 'bad',
  'signature-none': 'not-checked',
  'signature-required': 'bad',
  'timestamp-good': 'ok',
  'timestamp-bad': 'bad',
  'timestamp-missing': 'bad',
  'timestamp-none': 'not-checked',
  'pdf-signature-good': 'ok',
  'pdf-signature-bad': 'bad',
  'pdf-signature-none': 'not-checked',
  'pdf-signature-missing': 'bad',
  'pdf-signature-other': 'bad',
  'pdf-revised': 'bad',
  'seals-elsewhere': 'not-checked',
};

export type CheckOf<C extends CheckCode> = {
  readonly code: C;
  /** The file or thing that was looked at. */
  readonly subject: string;
  readonly status: CheckStatus;
  readonly args: CheckArgs[C];
};

export type Check = { readonly [C in CheckCode]: CheckOf<C> }[CheckCode];

export const check = <C extends CheckCode>(code: C, subject: string, args: CheckArgs[C]): CheckOf<C> => ({
  code,
  subject,
  status: CHECK_STATUS[code],
  args,
});

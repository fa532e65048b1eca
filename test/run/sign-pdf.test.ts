import { PDF } from '@libpdf/core';
import { expect, it } from 'vitest';
import { checkPdfSignatures } from '../../src/evidence/checks/pdf-signature.ts';
import { readSignatures } from '../../src/render/pdf/read-signatures.ts';
import { openSigner } from '../../src/render/pdf/sign-document.ts';
import { unsealedFrom } from '../../src/run/missing.ts';
import { signPdf, type FinishedPdf } from '../../src/run/sign-pdf.ts';
import { reportFixture } from '../support/report-fixture.ts';
import { createSigner, SIGNER_PASSWORD } from '../support/signer.ts';

const REPORT = { ...reportFixture(), asOf: '2025-11-02T05:00:00.000Z' };

const pdf = await (async () => {
  const document = PDF.create();
  document.addPage();
  return document.save();
})();

type Signed = FinishedPdf & { readonly said: readonly string[]; readonly announced: readonly (string | null)[] };

const signAt = async (now: string, from: string, to: string, known = REPORT.asOf): Promise<Signed> => {
  const signer = await openSigner(await createSigner({ from, to }), SIGNER_PASSWORD);
  const announced: (string | null)[] = [];
  const finish = async (certificate: string | null) => {
    announced.push(certificate);
    return pdf;
  };
  const result = await signPdf(finish, signer, { report: REPORT, knownAt: Date.parse(known), now: Date.parse(now) });
  return { ...result, announced, said: unsealedFrom(REPORT, { unsigned: result.problem, unstamped: null }) };
};

it('a certificate that has expired signs nothing, and that is said with the day', async () => {
  const { bytes, signed, announced, said } = await signAt('2026-11-02T05:00:00Z', '2024-01-01', '2026-11-01');
  expect([bytes === pdf, signed, announced]).toEqual([true, null, [null]]);
  expect(said).toEqual([
    `Tenant ${REPORT.tenant.id}: report.pdf is not signed, because its certificate expired on 2026-11-01T00:00:00.000Z. Put a certificate that is valid now into signing.pdf, and make the report again.`,
  ]);
});

it('nor does one that is not valid yet', async () => {
  const { bytes, said } = await signAt('2026-11-02T05:00:00Z', '2026-12-01', '2027-12-01');
  expect([bytes, said]).toEqual([pdf, [expect.stringContaining('its certificate is not valid before 2026-12-01T00:00:00.000Z')]]);
});

it.each([
  ['what the report states, if nothing was later', '2024-01-01', REPORT.asOf, REPORT.asOf],
  ['when the last answer was there, if the report states an earlier instant', '2024-01-01', '2026-02-03T04:05:06.000Z', '2026-02-03T04:05:06.000Z'],
  ['when the certificate began', '2026-01-01', REPORT.asOf, '2026-01-01T00:00:00.000Z'],
])('the time in the signature is the earliest at which it can have been made: %s', async (_what, from, known, at) => {
  const { bytes, signed, announced, said } = await signAt('2026-11-02T05:00:00Z', from, '2027-01-01', known);
  expect([said, announced]).toEqual([[], [signed]]);
  const checks = await checkPdfSignatures({ kind: 'pdf', files: new Map(), document: bytes }, readSignatures);
  expect(checks).toMatchObject([{ code: 'pdf-signature-good', args: { at, certificate: signed } }]);
});

it('what cannot be signed stays as it is, and that is said', async () => {
  const signer = await openSigner(await createSigner(), SIGNER_PASSWORD);
  const none = Buffer.from('no PDF');
  const announced: (string | null)[] = [];
  const finish = async (certificate: string | null) => {
    announced.push(certificate);
    return none;
  };
  const now = Date.parse('2026-11-02T05:00:00Z');
  const { bytes, signed, problem } = await signPdf(finish, signer, { report: REPORT, knownAt: now, now });
  expect([bytes, signed, problem]).toEqual([none, null, { kind: 'failed', detail: expect.any(String) as string }]);
  expect(announced).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), null]);
});

it('the terminal says so in English, whatever the language of the report', async () => {
  const unsigned = { kind: 'expired', at: '2026-11-01T00:00:00.000Z' } as const;
  const unstamped = { authority: 'http://tsa.test/tsr', cause: { kind: 'type', found: 'text/html' } } as const;
  const said = unsealedFrom({ ...REPORT, locale: 'de' }, { unsigned, unstamped });
  expect(said).toEqual(unsealedFrom({ ...REPORT, locale: 'en' }, { unsigned, unstamped }));
  expect(said).toEqual([expect.stringContaining('report.pdf is not signed'), expect.stringContaining('the bundle has no time stamp')]);
});

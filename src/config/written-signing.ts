import * as kind from './written-kinds.ts';

const timestamp = kind.mapping(
  {
    url: kind.stampUrl().describe('Address of a time stamp authority (RFC 3161). Also http: then compare the certificate that verify prints.'),
    timeout: kind
      .duration('100ms', '5m', kind.SECONDS)
      .optional()
      .describe('How long to wait for an answer; it is asked for twice at most. Default 10s.'),
    caFile: kind.path().optional().describe('PEM file of certificates that are trusted besides the usual ones.'),
  },
  'a mapping such as { url: https://tsa.example/tsr }',
);

const pdfSigning = kind.mapping(
  {
    certificate: kind
      .mapping({ file: kind.path().describe('the file, often named .p12 or .pfx') }, '{ file: PATH }')
      .describe('PKCS#12 file with the certificate and its private key.'),
    password: kind.secret().describe('Where its password stands. A literal one is refused.'),
  },
  'a mapping with certificate and password',
);

const SIGNING = 'a mapping with key, timestamp or pdf, such as { key: { file: ./signing.pem } }';

/** `signing` as written: each of its three parts may stand alone. */
export const signing = kind
  .mapping(
    {
      key: kind.secret().optional().describe('Where the private key stands, an Ed25519 key in PEM form. A literal one is refused.'),
      timestamp: timestamp.optional().describe('Who stamps every bundle with the time. Without it nobody does.'),
      pdf: pdfSigning.optional().describe('With what report.pdf is signed. Without it it is not.'),
    },
    SIGNING,
  )
  .refine((written) => Object.keys(written).length > 0, { error: SIGNING });

import { generate, type SubjectAltNameEntry } from 'selfsigned';

export type ServerCertificate = { readonly key: string; readonly cert: string };

/** An authority of this test process alone, with certificates for `localhost` (and a name that only a proxy finds) and for a host that nobody has. */
export type TestCertificates = { readonly ca: string; readonly localhost: ServerCertificate; readonly otherName: ServerCertificate };

const CURVE = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

const authority = () =>
  generate([{ name: 'commonName', value: 'Test authority' }], {
    ...CURVE,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });

type Authority = Awaited<ReturnType<typeof authority>>;

const certificateFor = async (name: string, altNames: SubjectAltNameEntry[], ca: Authority): Promise<ServerCertificate> => {
  const made = await generate([{ name: 'commonName', value: name }], {
    ...CURVE,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { key: made.private, cert: made.cert };
};

/** Of all certificates of this test process. */
export const testAuthority = await authority();

const create = async (): Promise<TestCertificates> => {
  const ca = testAuthority;
  const names = { dns: 2, ip: 7 } as const;
  return {
    ca: ca.cert,
    localhost: await certificateFor(
      'localhost',
      [
        { type: names.dns, value: 'localhost' },
        { type: names.dns, value: 'vdc.test' },
        { type: names.ip, ip: '127.0.0.1' },
      ],
      ca,
    ),
    otherName: await certificateFor('mail.example', [{ type: names.dns, value: 'mail.example' }], ca),
  };
};

/** Made anew for each test file: no key lies in the repository. */
export const testCertificates = await create();

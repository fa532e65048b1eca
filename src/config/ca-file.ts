import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]{1,100000}-----END CERTIFICATE-----/gu;

const isReadable = (certificate: string): boolean => {
  try {
    new X509Certificate(certificate);
    return true;
  } catch {
    return false;
  }
};

/** Text of a PEM file, or why it cannot be used: `the CA file … cannot be read (ENOENT)`. */
export const readCaFile = async (path: string): Promise<{ readonly pem: string } | { readonly missing: string }> => {
  try {
    const pem = await readFile(path, 'utf8');
    const certificates = pem.match(CERTIFICATE) ?? [];
    if (certificates.length === 0) return { missing: `the CA file ${path} holds no certificate in PEM form` };
    return certificates.every(isReadable) ? { pem } : { missing: `the CA file ${path} holds a certificate that cannot be read` };
  } catch (cause) {
    return { missing: `the CA file ${path} cannot be read (${cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause'})` };
  }
};

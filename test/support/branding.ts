import { crc32, deflateSync } from 'node:zlib';
import { accentOf } from '../../src/config/accent.ts';
import type { Branding } from '../../src/model/branding.ts';

export const svgLogo = (inside = '<circle cx="30" cy="30" r="26" fill="#0b6e4f"/>', attributes = 'viewBox="0 0 240 60"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`;

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A whole picture of one grey, without alpha. */
export const pngLogo = (width = 12, height = 6): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height, 90))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** A look with everything. */
export const brandingFixture = (changes: Partial<Branding> = {}): Branding => ({
  logo: { type: 'image/svg+xml', base64: Buffer.from(svgLogo()).toString('base64'), width: 240, height: 60 },
  mailLogo: { type: 'image/png', base64: pngLogo().toString('base64'), width: 12, height: 6 },
  accent: accentOf('#fff3a0'),
  cover: 'Prepared by Northwind for the audit committee.',
  footer: 'Northwind GmbH · Confidential',
  ...changes,
});

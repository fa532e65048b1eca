import { readFile, stat } from 'node:fs/promises';
import type { Picture } from '../model/branding.ts';
import { readSvgLogo } from './svg-logo.ts';

/** It stands in every page and every mail. */
const MOST_BYTES = 200_000;
/** Sharp on any paper; more only costs memory where it is shown. */
const MOST_PIXELS = 4000;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_END = Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
const PNG_HEAD = 33;

type Sides = Pick<Picture, 'width' | 'height'>;

const pngSides = (bytes: Buffer): Sides | null =>
  bytes.length > PNG_HEAD && bytes.toString('latin1', 12, 16) === 'IHDR' && bytes.includes(PNG_END)
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null;

/** A frame: every C0 to CF but the tables C4, C8 and CC. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const jpegSides = (bytes: Buffer): Sides | null => {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2))
    if (isFrame(bytes[at + 1] ?? 0)) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  return null;
};

const pictureOf = (type: 'image/png' | 'image/jpeg', bytes: Buffer, sides: Sides | null): Picture | string => {
  if (sides === null || sides.width === 0 || sides.height === 0) return 'it is damaged or cut off';
  if (Math.max(sides.width, sides.height) > MOST_PIXELS)
    return `it measures ${sides.width} × ${sides.height} pixels; at most ${MOST_PIXELS} a side are used`;
  return { type, base64: bytes.toString('base64'), ...sides };
};

/** What the bytes are, whatever the file is called; or why they are no logo. */
const readLogo = (bytes: Buffer): Picture | string => {
  if (bytes.subarray(0, PNG.length).equals(PNG)) return pictureOf('image/png', bytes, pngSides(bytes));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return pictureOf('image/jpeg', bytes, jpegSides(bytes));
  return readSvgLogo(bytes) ?? 'it is neither SVG, PNG nor JPEG';
};

/** A logo, or why there is none: `the logo … is larger than 200 kB`. */
export const readLogoFile = async (path: string): Promise<Picture | string> => {
  try {
    const { size } = await stat(path);
    const read = size > MOST_BYTES ? `it is larger than ${MOST_BYTES / 1000} kB` : readLogo(await readFile(path));
    return typeof read === 'string' ? `the logo ${path} cannot be used: ${read}` : read;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
    return `the logo ${path} ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`}`;
  }
};

import { z } from 'zod';
import { sha256 } from './sha256.ts';

/** How a document looks as one house's own. It names no state: what colours and signs mean is never part of it. */

const colour = z.string().regex(/^#[0-9a-f]{6}$/);
/** Pixels of the picture, or units of a drawing: only their ratio counts. */
const side = z.number().positive().max(100_000);

const content = { base64: z.base64(), width: side, height: side };

export const brandingSchema = z.strictObject({
  logo: z.strictObject({ type: z.enum(['image/svg+xml', 'image/png', 'image/jpeg']), ...content }).nullable(),
  mailLogo: z
    .strictObject({ type: z.enum(['image/png', 'image/jpeg']), ...content })
    .nullable()
    .describe('mail programs show no SVG'),
  accent: z
    .strictObject({
      fill: colour.describe('as it was chosen: fills, and bears no text'),
      light: colour.describe('text on white, or white on it, can be read'),
      dark: colour.describe('text on a dark page can be read'),
    })
    .nullable(),
  cover: z.string().nullable().describe('below the title of the cover'),
  footer: z.string().nullable().describe('at the foot of every page'),
});

export type Branding = z.output<typeof brandingSchema>;
export type Picture = NonNullable<Branding['logo']>;

/** The same for the same look. */
export const brandingHash = (branding: Branding): string => sha256(JSON.stringify(brandingSchema.parse(branding)));

import { z } from 'zod';
import { toIso } from './instant.ts';

/** An instant in a file that is read back: ISO text outside, milliseconds inside. */
export const instantText = z.codec(z.iso.datetime({ precision: 3 }), z.number().int(), { decode: (text) => Date.parse(text), encode: toIso });

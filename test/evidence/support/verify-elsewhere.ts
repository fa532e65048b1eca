import { readBundle } from '../../../src/evidence/read-bundle.ts';
import { verify } from '../../../src/evidence/verify.ts';
import { readAttachments } from '../../../src/render/pdf/attach.ts';
import { MEANS } from './small-bundle.ts';

/** A program of its own: verifies the bundle at the path it is given, and prints where it thinks it is and what it found. */
const [, , path = ''] = process.argv;
const checks = await verify(await readBundle(path, { attachmentsOf: readAttachments }), MEANS);
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
process.stdout.write(`${JSON.stringify({ zone, codes: checks.map(({ code, status, subject }) => `${status} ${code} ${subject}`) })}\n`);

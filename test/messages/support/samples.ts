import { z } from 'zod';
import { FINDING_ARGS, findingSchema, type Finding, type FindingCode } from '../../../src/model/finding.ts';

/** What stands for each kind of value; nothing in it is a word of any language. */
export type Sample = { readonly count: number; readonly filled: boolean; readonly flag: boolean };

const COUNTS = [0, 1, 2, 13, 1234];
const BOTH = [false, true];

export const SAMPLES: readonly Sample[] = COUNTS.flatMap((count) => BOTH.flatMap((filled) => BOTH.map((flag) => ({ count, filled, flag }))));

const INSTANT = '2026-10-05T02:49:00.000Z';

const sampleText = (key: string): string =>
  key === 'failure' ? 'server-error' : key === 'request' ? 'GET /v1/x' : key === 'reason' || key === 'detail' ? 'xyzzy.' : 'xyzzy';

/** One value of the kind that the schema asks for. */
const valueOf = (schema: z.core.$ZodType, key: string, sample: Sample): unknown => {
  if (schema instanceof z.ZodNullable) return sample.filled ? valueOf(schema.def.innerType, key, sample) : null;
  if (schema instanceof z.ZodArray)
    return Array.from({ length: Math.max(1, Math.min(3, sample.count)) }, () => valueOf(schema.def.element, key, sample));
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(Object.entries<z.core.$ZodType>(schema.def.shape).map(([name, inner]) => [name, valueOf(inner, name, sample)]));
  if (schema instanceof z.ZodNumber) return key === 'target' ? 0.95 : key.endsWith('Seconds') ? sample.count * 3600 : sample.count;
  if (schema instanceof z.ZodBoolean) return sample.flag;
  if (schema instanceof z.ZodISODateTime) return INSTANT;
  if (schema instanceof z.ZodString) return sampleText(key);
  if (schema instanceof z.ZodEnum) return schema.options[0];
  throw new Error(`There is no sample of a ${schema._zod.def.type}.`);
};

export const FINDING_CODES = Object.keys(FINDING_ARGS).filter((code): code is FindingCode => Object.hasOwn(FINDING_ARGS, code));

/** A finding of that code, by the schema that its arguments have. */
export const findingOf = (code: FindingCode, sample: Sample): Finding =>
  findingSchema.parse({ code, severity: 'high', jobId: 'x', args: valueOf(FINDING_ARGS[code], code, sample) });

import { DAY, HOUR, MINUTE, SECOND } from '../model/instant.ts';

const WEEK = 7 * DAY;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: WEEK };
const NUMBER = '\\d{1,9}(?:\\.\\d{1,3})?';

/** `90m`, `24h`, `7d`, `1h30m`, or ISO 8601 without years and months, whose length varies. */
export const DURATION = new RegExp(
  `^(?:(?:${NUMBER}(?:ms|[smhdw]))(?: ?${NUMBER}(?:ms|[smhdw]))*|P(?=\\d|T\\d)(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?=\\d)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?)$`,
);

/** Milliseconds, rounded to a whole number. Expects a text that fits `DURATION`. */
export const readDuration = (text: string): number => {
  let sum = 0;
  for (const [, number = '', unit = ''] of text.toLowerCase().matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) sum += Number(number) * (UNITS[unit] ?? 0);
  return Math.round(sum);
};

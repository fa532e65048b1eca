/** `99%` or `99.5 %`; a bare number is a ratio from 0 to 1. */
export const PERCENTAGE = /^\d{1,3}(?:\.\d{1,6})? ?%$/;

/** A ratio. Expects a number or a text that fits `PERCENTAGE`. */
export const readRatio = (written: number | string): number =>
  typeof written === 'number' ? written : Number((Number.parseFloat(written) / 100).toFixed(8));

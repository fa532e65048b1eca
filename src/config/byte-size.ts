const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30 };

/** `64MB`; the units are binary, as in the source's own logs. */
export const BYTE_SIZE = /^(\d{1,6}) ?(B|[KMG]B)$/i;

/** Bytes. Expects a text that fits `BYTE_SIZE`. */
export const readByteSize = (text: string): number => {
  const [, number = '', unit = ''] = BYTE_SIZE.exec(text) ?? [];
  return Number(number) * (UNITS[unit.toLowerCase()] ?? 0);
};

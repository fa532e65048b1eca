/** Lengths at which a list may have been cut off by its server. */
const PAGE_SIZES: ReadonlySet<number> = new Set([30, 50, 100, 200, 250, 500, 1000]);

export const isPageSize = (length: number): boolean => PAGE_SIZES.has(length);

/** As far as it is used here; the package brings no types. */
declare module 'fontverter' {
  export const convert: (font: Buffer, to: 'sfnt' | 'woff2') => Promise<Buffer>;
}

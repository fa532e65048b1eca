/** A bundle in memory. `pdf`: only what a lone PDF carries, under the names of the folder's files. */
export type BundleFiles = {
  readonly kind: 'folder' | 'zip' | 'pdf';
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The lone PDF itself. */
  readonly document?: Uint8Array;
  /** Why nothing that the lone PDF carries could be read. */
  readonly unreadable?: string;
};

import type { KeyObject } from 'node:crypto';
import type { AuthoritySite } from '../authority/site.ts';
import type { DocumentSigner } from '../render/pdf/sign-document.ts';

/** What bundles are signed with, read and opened. */
export type ReadySigning = {
  /** Null: the manifest is not signed. */
  readonly key: KeyObject | null;
  /** Null: no time stamp is asked for. */
  readonly authority: AuthoritySite | null;
  /** Null: the PDF is not signed, or none is wanted. */
  readonly pdf: DocumentSigner | null;
};

export const UNSIGNED: ReadySigning = { key: null, authority: null, pdf: null };

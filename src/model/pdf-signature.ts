/** A signature as a document's own objects state it; nothing of it is checked. */
export type StatedSignature = {
  /** Offset and length of two pieces: what the signature says that it covers. */
  readonly range: readonly number[];
  readonly contents: Uint8Array;
};

export type StatedSignatures = {
  readonly signatures: readonly StatedSignature[];
  /** It was written in one go, and ends where it says: nothing was added, not even a signature. */
  readonly inOneGo: boolean;
};

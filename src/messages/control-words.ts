/** Requirements are paraphrased; `evidence` is what job and session data say to it, `missing` what they do not, and where that is found. */
export type ControlWords = { readonly requirement: string; readonly evidence: string; readonly missing: string };

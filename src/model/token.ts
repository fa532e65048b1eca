/** An access token, or why there is none. `temporary`: another attempt may bring one. */
export type TokenAnswer = { readonly token: string } | { readonly token: null; readonly temporary: boolean; readonly reason: string };

export type TokenSource = (signal: AbortSignal) => Promise<TokenAnswer>;

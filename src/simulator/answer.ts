export type Headers = Readonly<Record<string, string>>;

/** What the server is going to do with a request, as data. */
export type Answer =
  | { readonly kind: 'text'; readonly status: number; readonly text: string; readonly headers?: Headers }
  /** A body of unannounced length; compressed where `compress` says so and the client accepts it. */
  | { readonly kind: 'stream'; readonly chunks: Iterable<string>; readonly headers: Headers; readonly compress: boolean }
  /** The length of the whole text and half of the text, and then silence or the end of the connection. */
  | { readonly kind: 'half'; readonly text: string; readonly then: 'silence' | 'close' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'reset' };

export const JSON_TYPE = 'application/json; charset=utf-8';

/** An error as the service words it. */
export const problem = (status: number, title: string, detail: string, headers: Headers = {}): Answer => ({
  kind: 'text',
  status,
  text: JSON.stringify({ title, status, detail }),
  headers,
});

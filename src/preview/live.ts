import { createHash } from 'node:crypto';

/** Reloads as soon as the server has another edition; also after the server was begun anew. */
const liveScript = (edition: number): string => `new EventSource('/events').onmessage=({data})=>{if(data!=='${String(edition)}')location.reload()};`;

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

export type Served = { readonly html: string; /** Null: the page brings its own. */ readonly policy: string | null };

const withScript = (html: string, script: string): string => {
  const end = html.lastIndexOf('</body>');
  const at = end === -1 ? html.length : end;
  return `${html.slice(0, at)}<script>${script}</script>${html.slice(at)}`;
};

/** A page of ours, whose own policy learns the one script more and whom it may ask. Nothing else is loosened. */
export const livePage = (html: string, edition: number): Served => {
  const script = liveScript(edition);
  const policy = html.replace('script-src ', () => `connect-src &#x27;self&#x27;; script-src &#x27;${hashOf(script)}&#x27; `);
  return { html: withScript(policy, script), policy: null };
};

/** What brings no policy of its own: a mail, a message. */
export const liveDocument = (html: string, edition: number): Served => {
  const script = liveScript(edition);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '${hashOf(script)}'; connect-src 'self'; base-uri 'none'; form-action 'none'`;
  return { html: withScript(html, script), policy };
};

import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** What a reader of CommonMark and GFM makes of it, with raw HTML let through, so that it would be seen. */
export const toHtml = (markdown: string): string =>
  micromark(markdown, { allowDangerousHtml: true, allowDangerousProtocol: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

/** Every tag with its attributes. What the tags stand around is left out. */
export const tagsIn = (html: string): string[] => [...html.matchAll(/<!?[/a-z][^>]*>|<!--|<\?/gi)].map(([tag]) => tag);

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

/** What is read, without breaks of no width. */
export const textIn = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll('\u200b', '');

/** A start or end tag as written; attributes decoded. */
export type Tag = { readonly name: string; readonly close: boolean; readonly attributes: ReadonlyMap<string, string> };

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#x60': '`', '#x3D': '=' };
export const decodeText = (text: string): string => text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

const ATTRIBUTE = /([^\s=>"'/]+)(?:="([^"]*)")?/g;

const attributesOf = (text: string): Map<string, string> =>
  new Map([...text.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name.toLowerCase(), decodeText(value)]));

/** Every tag of a page, outside its style and script. Written for pages whose attributes are all in double quotes; anything else throws. */
export const tagsOf = (html: string): Tag[] => {
  const bare = html.replace(/<style>[^<]*<\/style>/, '<style></style>').replace(/<script>[^]*?<\/script>/, '<script></script>');
  const tags = [...bare.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*(\/?)>/gi)];
  const opened = [...bare.matchAll(/</g)].length;
  if (opened !== tags.length + 1) throw new Error(`${opened - 1 - tags.length} of the page's “<” begin no tag that can be read.`);
  return tags.map(([, slash = '', name = '', rest = '']) => ({ name: name.toLowerCase(), close: slash === '/', attributes: attributesOf(rest) }));
};

/** The sequence of tags, without attributes: `html head meta /head …`. */
export const skeletonOf = (html: string): string[] => tagsOf(html).map(({ name, close }) => (close ? `/${name}` : name));

/** The text between two tags of the page's sections, by the section's class. */
export const sectionsOf = (html: string): Map<string, string> =>
  new Map(
    html
      .replace(/<script>[^]*?<\/script>/, '')
      .split(/(?=<(?:section|header) class=")/)
      .slice(1)
      .map((part) => [
        /class="([^"]*)"/.exec(part)?.[1] ?? '',
        decodeText(part.replace(/<(svg|style)[^]*?<\/\1>/g, (whole) => (whole.startsWith('<svg') ? '▦' : '')).replace(/<[^>]*>/g, ' '))
          .replace(/\s+/g, ' ')
          .trim(),
      ]),
  );

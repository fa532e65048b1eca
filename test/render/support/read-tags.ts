import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text where it stands; y grows downwards. */
export type Piece = { readonly text: string; readonly x: number; readonly y: number };

export type Tag = { readonly role: string; readonly alt: string; readonly children: readonly Tag[]; readonly pieces: readonly Piece[] };

export type TaggedPage = {
  /** In reading order. */
  readonly tags: readonly Tag[];
  /** Text outside every tag. */
  readonly loose: readonly string[];
};

type Raw = { readonly role?: unknown; readonly type?: unknown; readonly id?: unknown; readonly alt?: unknown; readonly children?: unknown };
type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null;
const childrenOf = ({ children }: Raw): readonly Raw[] => (Array.isArray(children) ? children.filter(isRaw) : []);
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

const tagOf = (node: Raw, pieces: ReadonlyMap<string, readonly Piece[]>): Tag => {
  const children = childrenOf(node);
  return {
    role: asText(node.role),
    alt: asText(node.alt),
    children: children.filter(({ role }) => role !== undefined).map((child) => tagOf(child, pieces)),
    pieces: children.filter(({ type }) => type === 'content').flatMap(({ id }) => pieces.get(asText(id)) ?? []),
  };
};

const idsIn = (node: Raw): readonly string[] => [...(node.type === 'content' ? [asText(node.id)] : []), ...childrenOf(node).flatMap(idsIn)];

const LOOSE = '';

/** What is drawn, by the mark that it is drawn under. */
const drawnOn = async (page: Page): Promise<ReadonlyMap<string, readonly Piece[]>> => {
  const { height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const found = new Map<string, Piece[]>();
  const open: string[] = [];
  for (const item of items) {
    if ('type' in item) {
      if (item.type === 'endMarkedContent') open.pop();
      // A mark without a number, such as a spelled-out ligature, belongs to the one around it.
      else open.push(('id' in item ? asText(item.id) : '') || (open.at(-1) ?? LOOSE));
    } else if (item.str.trim() !== '') {
      const id = open.at(-1) ?? LOOSE;
      const x: unknown = item.transform[4];
      const y: unknown = item.transform[5];
      found.set(id, [...(found.get(id) ?? []), { text: item.str, x: Number(x), y: height - Number(y) }]);
    }
  }
  return found;
};

const readPage = async (page: Page): Promise<TaggedPage> => {
  const root: unknown = await page.getStructTree();
  const pieces = await drawnOn(page);
  if (!isRaw(root)) return { tags: [], loose: [...pieces.values()].flat().map(({ text }) => text) };
  const known = new Set(idsIn(root));
  const loose = [...pieces].filter(([id]) => !known.has(id)).flatMap(([, found]) => found.map(({ text }) => text));
  return { tags: childrenOf(root).map((node) => tagOf(node, pieces)), loose };
};

/** The tags of every page with the text under them, as a reader program sees them. */
export const readTags = async (bytes: Uint8Array): Promise<readonly TaggedPage[]> => {
  const loading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await loading.promise;
  const pages: TaggedPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) pages.push(await readPage(await document.getPage(number)));
  await loading.destroy();
  return pages;
};

export const tagsIn = (tags: readonly Tag[], wanted: (tag: Tag) => boolean): readonly Tag[] =>
  tags.flatMap((tag) => [...(wanted(tag) ? [tag] : []), ...tagsIn(tag.children, wanted)]);

export const piecesIn = (tag: Tag): readonly Piece[] => [...tag.pieces, ...tag.children.flatMap(piecesIn)];

export const textIn = (tag: Tag): string =>
  piecesIn(tag)
    .map(({ text }) => text)
    .join('');

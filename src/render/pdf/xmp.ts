/** What a document says of itself, outside its pages. */
export type DocumentInfo = {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  readonly creator: string;
  /** `en` */
  readonly language: string;
  /** The report's own instant, never the clock's: equal reports are equal bytes. */
  readonly date: Date;
  /** 32 hexadecimal digits that follow from the report. */
  readonly id: string;
};

const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escape = (text: string): string =>
  text
    .toWellFormed()
    .replace(NOT_IN_XML, '\ufffd')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');

const simple = (name: string, text: string): string => `<${name}>${escape(text)}</${name}>`;
const listed = (name: string, kind: 'Bag' | 'Seq', texts: readonly string[]): string =>
  `<${name}><rdf:${kind}>${texts.map((text) => simple('rdf:li', text)).join('')}</rdf:${kind}></${name}>`;
const worded = (name: string, text: string): string => `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escape(text)}</rdf:li></rdf:Alt></${name}>`;

/** `2026-11-02T05:00:00Z`: whole seconds, as in the document's properties. */
const stamp = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');

const uuid = (id: string): string => `uuid:${id.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;

/** The same properties as XMP. It claims conformance to no standard. `producer` is the program that wrote the pages, where it is known. */
export const xmpPacket = (info: DocumentInfo, producer: string | null): string => {
  const date = stamp(info.date);
  const lines = [
    simple('dc:format', 'application/pdf'),
    worded('dc:title', info.title),
    listed('dc:creator', 'Seq', [info.author]),
    worded('dc:description', info.subject),
    listed('dc:subject', 'Bag', info.keywords),
    listed('dc:language', 'Bag', [info.language]),
    simple('xmp:CreatorTool', info.creator),
    ...['CreateDate', 'ModifyDate', 'MetadataDate'].map((name) => simple(`xmp:${name}`, date)),
    ...(producer === null ? [] : [simple('pdf:Producer', producer)]),
    simple('pdf:Keywords', info.keywords.join(', ')),
    simple('xmpMM:DocumentID', uuid(info.id)),
  ];
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">',
    ...lines,
    '</rdf:Description>',
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
};

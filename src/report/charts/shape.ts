/** A group of equal marks in one path: small in the file, one object in print. `kind` becomes the class. */
export type Shape = { readonly kind: string; readonly d: string };

/** One decimal is a hundredth of a millimetre in print. */
export const px = (value: number): string => {
  const text = value.toFixed(1);
  return text.endsWith('.0') ? text.slice(0, -2) : text;
};

export const rectangle = (x: number, y: number, width: number, height: number): string =>
  `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}z`;

export const cross = (x: number, y: number, radius: number): string =>
  `M${px(x - radius)} ${px(y - radius)}l${px(2 * radius)} ${px(2 * radius)}m0 ${px(-2 * radius)}l${px(-2 * radius)} ${px(2 * radius)}`;

/** A filled circle as two arcs. */
export const dot = (x: number, y: number, radius: number): string => {
  const r = px(radius);
  return `M${px(x - radius)} ${px(y)}a${r} ${r} 0 1 0 ${px(2 * radius)} 0a${r} ${r} 0 1 0 ${px(-2 * radius)} 0z`;
};

export const vertical = (x: number, from: number, to: number): string => `M${px(x)} ${px(from)}V${px(to)}`;
export const horizontal = (y: number, from: number, to: number): string => `M${px(from)} ${px(y)}H${px(to)}`;

/** Marks gathered by kind, in the order in which the kinds first appear. */
export const gather = (marks: Iterable<Shape>): Shape[] => {
  const byKind = new Map<string, string[]>();
  for (const { kind, d } of marks) {
    const list = byKind.get(kind);
    if (list) list.push(d);
    else byKind.set(kind, [d]);
  }
  return [...byKind].map(([kind, parts]) => ({ kind, d: parts.join('') }));
};

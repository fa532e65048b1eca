/** One state of something listed. Two are the same state where `state` is the same text. */
export type Listed = { readonly key: string; readonly state: string };

export type Turnover<Open, Item> = {
  /** No longer listed in this state. */
  readonly closed: readonly Open[];
  /** Listed in a state that it was not in before. */
  readonly opened: readonly Item[];
};

/** What a list changes about what was listed before: the rows to close and those to add. What stayed as it was costs nothing. */
export const turnover = <Open extends Listed, Item extends Listed>(open: readonly Open[], listed: readonly Item[]): Turnover<Open, Item> => {
  const before = new Map(open.map((row) => [row.key, row]));
  const now = new Map(listed.map((item) => [item.key, item]));
  return {
    closed: open.filter((row) => now.get(row.key)?.state !== row.state),
    opened: [...now.values()].filter((item) => before.get(item.key)?.state !== item.state),
  };
};

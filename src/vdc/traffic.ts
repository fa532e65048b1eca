/** What was sent: attempts by HTTP status, `0` for those without an answer. */
export type Traffic = { readonly statuses: Readonly<Record<string, number>>; readonly retries: number };

export type TrafficCounter = { readonly sent: (status: number | null) => void; readonly retried: () => void; readonly read: () => Traffic };

export const createTrafficCounter = (): TrafficCounter => {
  const statuses = new Map<string, number>();
  let retries = 0;
  return {
    sent: (status) => {
      const key = String(status ?? 0);
      statuses.set(key, (statuses.get(key) ?? 0) + 1);
    },
    retried: () => {
      retries += 1;
    },
    read: () => ({ statuses: Object.fromEntries([...statuses].toSorted(([a], [b]) => Number(a) - Number(b))), retries }),
  };
};

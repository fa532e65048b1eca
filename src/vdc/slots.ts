import PQueue from 'p-queue';

/** A limited number of places; who holds one gives it back. */
export type Slots = {
  /** Resolves with the function that gives the place back, once one is free. `urgent` ones are served first. */
  readonly take: (urgent: boolean) => Promise<() => void>;
};

export const createSlots = (places: number): Slots => {
  const queue = new PQueue({ concurrency: places });
  const take = (urgent: boolean): Promise<() => void> => {
    const granted = Promise.withResolvers<() => void>();
    const held = Promise.withResolvers<undefined>();
    void queue.add(
      () => {
        granted.resolve(() => held.resolve(undefined));
        return held.promise;
      },
      { priority: urgent ? 1 : 0 },
    );
    return granted.promise;
  };
  return { take };
};

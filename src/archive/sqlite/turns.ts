/**
 * Of each file, when the connection of this process that came last is done. One for the whole process, because what it guards
 * against is: SQLite waits for a lock without letting anything else run, and so would wait in vain for a connection of the same
 * process, which can only go on when it runs.
 */
const last = new Map<string, Promise<void>>();

/** Waits until every connection of this process to the file that came before is done; the returned function says that this one is. */
export const takeTurn = async (file: string): Promise<() => void> => {
  const before = last.get(file);
  let end = (): void => undefined;
  const mine = new Promise<void>((done) => {
    end = () => {
      if (last.get(file) === mine) last.delete(file);
      done();
    };
  });
  last.set(file, mine);
  await before;
  return end;
};

/** One attempt's place among the requests in flight, and its time limits. */
export type Lease = {
  /** Aborts when the time is up or the source is closed. */
  readonly signal: AbortSignal;
  readonly timedOut: () => boolean;
  /** Starts the limit of one step anew: a stream may take long as long as it goes on. */
  readonly extend: () => void;
  /** Stops the limit of one step, while it is not the server that is waited for. */
  readonly pause: () => void;
  /** Gives the place back. A second time does nothing. */
  readonly end: () => void;
};

export type LeaseOptions = {
  readonly stepMs: number;
  /** Of the whole attempt, however it is extended. */
  readonly totalMs: number;
  readonly closed: AbortSignal;
  readonly release: () => void;
};

export const createLease = ({ stepMs, totalMs, closed, release }: LeaseOptions): Lease => {
  const ending = new AbortController();
  let isLate = false;
  // The place is given back even where nobody reads a stream that was opened.
  const abort = (): void => {
    ending.abort();
    release();
  };
  const beLate = (): void => {
    isLate = true;
    abort();
  };
  const total = setTimeout(beLate, totalMs).unref();
  let step = setTimeout(beLate, stepMs);
  if (closed.aborted) abort();
  // Not AbortSignal.any: for hundreds of requests a second its weak references keep the collector busy.
  else closed.addEventListener('abort', abort);
  const pause = (): void => clearTimeout(step);
  const extend = (): void => {
    pause();
    step = setTimeout(beLate, stepMs);
  };
  const end = (): void => {
    pause();
    clearTimeout(total);
    closed.removeEventListener('abort', abort);
    release();
  };
  return { signal: ending.signal, timedOut: () => isLate, extend, pause, end };
};

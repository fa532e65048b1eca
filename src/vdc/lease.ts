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
  const late = new AbortController();
  // The place is given back even where nobody reads a stream that was opened.
  const isLate = (): void => {
    late.abort();
    release();
  };
  const total = setTimeout(isLate, totalMs);
  total.unref();
  let step = setTimeout(isLate, stepMs);
  const extend = (): void => {
    clearTimeout(step);
    step = setTimeout(isLate, stepMs);
  };
  const end = (): void => {
    clearTimeout(step);
    clearTimeout(total);
    release();
  };
  return {
    signal: AbortSignal.any([late.signal, closed]),
    timedOut: () => late.signal.aborted,
    extend,
    pause: () => clearTimeout(step),
    end,
  };
};

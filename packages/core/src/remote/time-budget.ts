/** The time for waiting is used up. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** Milliseconds that may be waited for all together. */
export interface TimeBudget {
  readonly left: number;
  /** Runs `wait` as long as there is time; its signal tells when that is over. @throws OutOfTime */
  spend<T>(wait: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export const timeBudget = (milliseconds: number): TimeBudget => {
  let left = milliseconds;
  return {
    get left() {
      return left;
    },
    async spend(wait) {
      if (left <= 0) throw new OutOfTime();
      const controller = new AbortController();
      const started = performance.now();
      let timer: NodeJS.Timeout | undefined;
      const over = new Promise<never>((_, fail) => {
        timer = setTimeout(() => {
          fail(new OutOfTime());
          controller.abort();
        }, left);
      });
      try {
        return await Promise.race([wait(controller.signal), over]);
      } finally {
        clearTimeout(timer);
        left -= performance.now() - started;
      }
    },
  };
};

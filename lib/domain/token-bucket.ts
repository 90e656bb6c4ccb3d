export type TokenBucket = {
  /** Takes one token if there is one at `nowMs`. */
  take(nowMs: number): boolean;
};

/** Lets `burst` through at once and `perSecond` in the long run. Times are milliseconds on any one clock. */
export function createTokenBucket({
  perSecond,
  burst,
}: {
  perSecond: number;
  burst: number;
}): TokenBucket {
  let tokens = burst;
  let lastMs: number | null = null;
  return {
    take(nowMs) {
      if (lastMs !== null) {
        tokens = Math.min(burst, tokens + (Math.max(0, nowMs - lastMs) / 1000) * perSecond);
      }
      lastMs = nowMs;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

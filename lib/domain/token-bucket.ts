export type TokenBucketRate = { perSecond: number; burst: number };

export type TokenBucket = {
  /** Takes one token if there is one at `nowMs`. */
  take(nowMs: number): boolean;
};

/** Lets `burst` through at once and `perSecond` in the long run. Times are milliseconds on any one clock. */
export function createTokenBucket({ perSecond, burst }: TokenBucketRate): TokenBucket {
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

export type KeyedTokenBuckets = {
  /** Takes one token of the key's own bucket if there is one at `nowMs`. */
  take(key: string, nowMs: number): boolean;
};

/** A bucket for each key. Of more than `maxKeys`, the one that was not asked for longest is forgotten, full or not. */
export function createKeyedTokenBuckets(rate: TokenBucketRate, maxKeys: number): KeyedTokenBuckets {
  const buckets = new Map<string, TokenBucket>();
  return {
    take(key, nowMs) {
      const bucket = buckets.get(key) ?? createTokenBucket(rate);
      buckets.delete(key);
      buckets.set(key, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > maxKeys && oldest !== undefined) buckets.delete(oldest);
      return bucket.take(nowMs);
    },
  };
}

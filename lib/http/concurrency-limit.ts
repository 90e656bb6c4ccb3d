import "server-only";

export type ConcurrencyLimit = {
  /** Takes a place for `key` and answers how to leave it, once; null when there is none left. */
  enter(key: string): (() => void) | null;
};

/** Lets at most `perKey` of one key and `inAll` of all keys be under way at once. */
export function createConcurrencyLimit(limits: {
  perKey: number;
  inAll: number;
}): ConcurrencyLimit {
  const underWay = new Map<string, number>();
  let all = 0;
  return {
    enter(key) {
      const ofKey = underWay.get(key) ?? 0;
      if (ofKey >= limits.perKey || all >= limits.inAll) return null;
      underWay.set(key, ofKey + 1);
      all += 1;
      let hasLeft = false;
      return () => {
        if (hasLeft) return;
        hasLeft = true;
        all -= 1;
        const left = (underWay.get(key) ?? 1) - 1;
        if (left > 0) underWay.set(key, left);
        else underWay.delete(key);
      };
    },
  };
}

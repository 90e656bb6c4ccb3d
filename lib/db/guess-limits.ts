import "server-only";
import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { FORGET_TRIES_AFTER_SECONDS, type GrowingWait, waitAfter } from "@/lib/domain/growing-wait";
import type { Database } from "./prisma";

export type TryVerdict = { isAllowed: true } | { isAllowed: false; waitSeconds: number };

type Limiters = { tries: RateLimiterPrisma; turns: RateLimiterPrisma };

const limitersOf = new WeakMap<Database, Limiters>();

function limiters(db: Database): Limiters {
  const known = limitersOf.get(db);
  if (known) return known;
  const shared = { storeClient: db, tableName: "rateLimit", clearExpiredByTimeout: false };
  const made = {
    tries: new RateLimiterPrisma({
      ...shared,
      keyPrefix: "tries",
      points: Number.MAX_SAFE_INTEGER,
      duration: FORGET_TRIES_AFTER_SECONDS,
    }),
    turns: new RateLimiterPrisma({ ...shared, keyPrefix: "turn", points: 1, duration: 1 }),
  };
  limitersOf.set(db, made);
  return made;
}

/**
 * Counts a try before it is made, shared by every process: beyond the free ones only one may be made per wait, and
 * the waits grow. Tries that were not allowed do not count.
 */
export async function countTry(
  db: Database,
  key: string,
  limits: GrowingWait,
): Promise<TryVerdict> {
  const { tries, turns } = limiters(db);
  const { consumedPoints } = await tries.penalty(key);
  const wait = waitAfter(consumedPoints, limits);
  if (wait === 0) return { isAllowed: true };
  try {
    await turns.consume(key, 1, { customDuration: wait });
    return { isAllowed: true };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    await tries.reward(key);
    return { isAllowed: false, waitSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) };
  }
}

/** Forgets the tries of a key: the right answer was given. */
export async function forgetTries(db: Database, key: string): Promise<void> {
  const { tries, turns } = limiters(db);
  await Promise.all([tries.delete(key), turns.delete(key)]);
}

import "server-only";
import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "./prisma";

export type RateLimitAnswer = { isAllowed: true } | { isAllowed: false; retryAfterMs: number };

/**
 * Takes `points` from somebody's allowance of `limit` in each window of `windowSeconds`, counted in the database and
 * so over all processes. A refusal takes nothing. Throws the database's error.
 */
export async function takeFromRateLimit(
  db: Database,
  params: { name: string; key: string; points: number; limit: number; windowSeconds: number },
): Promise<RateLimitAnswer> {
  const { name, key, points, limit, windowSeconds } = params;
  const limiter = new RateLimiterPrisma({
    storeClient: db,
    tableName: "rateLimit",
    keyPrefix: name,
    points: limit,
    duration: windowSeconds,
    clearExpiredByTimeout: false,
  });
  try {
    await limiter.consume(key, points);
    return { isAllowed: true };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    await limiter.reward(key, points);
    return { isAllowed: false, retryAfterMs: Math.max(refusal.msBeforeNext, 0) };
  }
}

import "server-only";
import { database } from "@/lib/db/prisma";
import { takeFromRateLimit } from "@/lib/db/rate-limits";
import { AppError } from "@/lib/domain/app-error";
import { countOf } from "@/lib/domain/count-words";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import type { SendDependencies } from "./send-message";

const WINDOW_SECONDS = 60;

/**
 * Takes `count` messages from what one person may send in a minute, counted over all processes. Throws
 * `rate_limited`, and takes nothing then.
 */
export async function takeSendAllowance(
  viewer: Viewer,
  count: number,
  { db = database(), settings = environment() }: SendDependencies = {},
): Promise<void> {
  const limit = settings.SEND_LIMIT_PER_MINUTE;
  if (count > limit) {
    throw new AppError(
      "rate_limited",
      `These are ${count} messages, and one person may send ${limit} in a minute. Nothing was sent.`,
    );
  }
  const answer = await takeFromRateLimit(db, {
    name: "send",
    key: viewer.id,
    points: count,
    limit,
    windowSeconds: WINDOW_SECONDS,
  });
  if (answer.isAllowed) return;
  const seconds = Math.ceil(answer.retryAfterMs / 1000);
  throw new AppError(
    "rate_limited",
    `One person may send ${countOf(limit, "message")} in a minute. Nothing was sent now. Try again in ${seconds} s.`,
  );
}

import "server-only";
import { database } from "@/lib/db/prisma";
import { listUnresolvedIds } from "@/lib/db/unknown-submissions";
import type { Viewer } from "@/lib/domain/viewer";
import { log } from "@/lib/log";
import type { MessageDeedDependencies } from "./fetch-message-from-twilio";
import { resolveUnknownSubmission } from "./resolve-unknown-submission";

/** The first callback usually tells within seconds; only then is Twilio asked. */
const PATIENCE_MS = 60_000;
const MOST_DAYS_BACK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;
/** What is older is seldom found: it has its turn about twice an hour. A prime, so that calls once a day take turns too. */
const FRESH_MS = 15 * MINUTE_MS;
const TURNS = 29;

export type ResolvedSubmissions = { found: number; open: number };

/**
 * Looks at Twilio for the messages of the last 7 days whose create call was not answered, at most `limit`, one after
 * the other, until `signal`. Meant for a job that runs each minute; what cannot be told stays for a person. Throws
 * `forbidden` and the database's errors.
 */
export async function resolveUnknownSubmissions(
  viewer: Viewer,
  {
    db = database(),
    client,
    now = new Date(),
    limit = 50,
    signal,
  }: MessageDeedDependencies & { now?: Date; limit?: number; signal?: AbortSignal } = {},
): Promise<ResolvedSubmissions> {
  const ids = await listUnresolvedIds(db, {
    before: new Date(now.getTime() - PATIENCE_MS),
    since: new Date(now.getTime() - MOST_DAYS_BACK_MS),
    freshSince: new Date(now.getTime() - FRESH_MS),
    turn: Math.floor(now.getTime() / MINUTE_MS),
    turns: TURNS,
    limit,
  });
  let found = 0;
  for (const id of ids) {
    if (signal?.aborted) break;
    try {
      const finding = await resolveUnknownSubmission(viewer, id, { db, client, now });
      if (finding.kind === "found") found += 1;
    } catch (err) {
      log.warn({ err, messageId: id }, "An unanswered message could not be looked up");
    }
  }
  return { found, open: ids.length - found };
}

import "server-only";
import { listTrackEvents, type TrackEventRecord } from "@/lib/db/message-rows";
import type { Database } from "@/lib/db/prisma";

/** The events of some messages by message, each in the order of recording. Throws the database's error. */
export async function readTrackEvents(
  db: Database,
  messageIds: readonly string[],
): Promise<Map<string, TrackEventRecord[]>> {
  const byMessage = new Map<string, TrackEventRecord[]>();
  for (const event of await listTrackEvents(db, messageIds)) {
    const standing = byMessage.get(event.message_id);
    if (standing) standing.push(event);
    else byMessage.set(event.message_id, [event]);
  }
  return byMessage;
}

import "server-only";
import type { MessageDetail } from "@/lib/contracts/message";
import {
  findMessage,
  listQuarantinedFor,
  listResentIds,
  listStatusEvents,
} from "@/lib/db/messages";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { toMessageDetail } from "./message-contracts";
import { findSight } from "./sight";

/** One message with its timeline, by our id or Twilio's SID. Throws `not_found`. */
export async function getMessage(
  viewer: Viewer,
  idOrSid: string,
  { db = database() }: { db?: Database } = {},
): Promise<MessageDetail> {
  assertCan(viewer, "messages.read");
  const record = await findMessage(db, idOrSid);
  if (!record) {
    throw new AppError("not_found", "There is no message with this id or SID.");
  }
  const [events, quarantined, resentAsIds, sight] = await Promise.all([
    listStatusEvents(db, record.id),
    record.sid === null ? [] : listQuarantinedFor(db, record.sid),
    record.outcome === "failed" ? listResentIds(db, record.id) : [],
    findSight(db, viewer),
  ]);
  return toMessageDetail(record, events, quarantined, resentAsIds, sight);
}

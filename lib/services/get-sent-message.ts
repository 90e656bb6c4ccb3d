import "server-only";
import { findMessage, type MessageDetailRecord } from "@/lib/db/messages";
import type { Database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";

export type SentMessage = MessageDetailRecord & { sid: string };

/** A message by our id or SID. Throws `not_found`. */
export async function getMessageRecord(
  db: Database,
  idOrSid: string,
): Promise<MessageDetailRecord> {
  const record = await findMessage(db, idOrSid);
  if (record) return record;
  throw new AppError("not_found", "There is no message with this id or SID.");
}

/** The same, of which Twilio has a resource. Throws `not_found`, and `conflict` when Twilio has none (any more). */
export async function getSentMessage(db: Database, idOrSid: string): Promise<SentMessage> {
  const record = await getMessageRecord(db, idOrSid);
  const { sid } = record;
  if (sid === null) {
    throw new AppError("conflict", "Twilio has given this message no SID, so it cannot be asked.");
  }
  if (record.twilio_deleted_at !== null) {
    throw new AppError("conflict", "This message was deleted at Twilio. Its record is kept here.");
  }
  return { ...record, sid };
}

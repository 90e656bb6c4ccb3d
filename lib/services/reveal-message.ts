import "server-only";
import type { RevealedMessage } from "@/lib/contracts/privacy";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { type Database, database } from "@/lib/db/prisma";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { getMessageRecord } from "./get-sent-message";

/** What a message says, while bodies are hidden. It is audited first. Throws `forbidden` and `not_found`. */
export async function revealMessage(
  viewer: Viewer,
  messageId: string,
  db: Database = database(),
): Promise<RevealedMessage> {
  assertCan(viewer, "messages.reveal");
  const message = await getMessageRecord(db, messageId);
  await appendAuditEntry(db, { actor: viewer, action: "message.revealed", subject: message.id });
  return {
    body: message.body,
    contentVariables: message.content_variables,
    mediaUrls: message.media_urls,
  };
}

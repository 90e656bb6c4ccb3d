import "server-only";
import { appendAuditEntry } from "@/lib/db/audit-entries";
import { findMessage } from "@/lib/db/messages";
import { markAdopted } from "@/lib/db/orphans";
import { type Database, database } from "@/lib/db/prisma";
import { AppError } from "@/lib/domain/app-error";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { findMessageResource, type MessageResource } from "@/lib/twilio/message-resource";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { describeRecipient } from "./recipient-facts";
import { recordMessageResource } from "./record-message-resource";
import { type TwilioClients, twilioClient } from "./twilio-client";
import { upstreamFailure } from "./upstream-failure";

export type AdoptDependencies = { db?: Database; clients?: TwilioClients };

/**
 * Makes a message that was not sent from here one like any other: its details are fetched from Twilio, and what Twilio
 * says of its status becomes one more event. Throws `forbidden`, `not_found`, `conflict` when it is no orphan (any
 * more) or Twilio says no, and `upstream_failed` when Twilio does not answer.
 */
export async function adoptOrphan(
  viewer: Viewer,
  messageId: string,
  { db = database(), clients = twilioClient }: AdoptDependencies = {},
): Promise<{ messageId: string }> {
  assertCan(viewer, "callbacks.adopt");
  const orphan = await findMessage(db, messageId);
  if (!orphan) throw new AppError("not_found", "There is no message with this id or SID.");
  const { sid } = orphan;
  if (orphan.origin !== "orphan" || sid === null) {
    throw new AppError("conflict", "This message is no orphan (any more).");
  }

  const resource = await fetchResource(clients(orphan.account_sid), sid);
  await recordMessageResource(db, resource, { source: "api", messageId: null });
  const recipient = describeRecipient(resource.to ?? "");
  await markAdopted(db, orphan.id, {
    accountSid: resource.accountSid,
    to: resource.to,
    toDigits: recipient.digits,
    toCountry: recipient.country,
    body: resource.body,
  });
  await appendAuditEntry(db, { actor: viewer, action: "orphan.adopted", subject: orphan.id });
  return { messageId: orphan.id };
}

async function fetchResource(client: TwilioClient, sid: string): Promise<MessageResource> {
  const resource = await findMessageResource(client, sid).catch((error: unknown) => {
    throw upstreamFailure(error, "the adoption");
  });
  if (resource) return resource;
  throw new AppError(
    "not_found",
    "Twilio does not know this message: it was deleted there, or it is another account's.",
  );
}

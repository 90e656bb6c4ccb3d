import "server-only";
import { randomUUID } from "node:crypto";
import { findMessage, updateMessageFacts } from "@/lib/db/messages";
import { markAdopted } from "@/lib/db/orphans";
import { type Database, database } from "@/lib/db/prisma";
import { recordStatusEvents } from "@/lib/db/status-events";
import { AppError } from "@/lib/domain/app-error";
import { instantFromUs } from "@/lib/domain/instant";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { findMessageResource, type MessageResource } from "@/lib/twilio/message-resource";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { nowUs } from "./process-clock";
import { describeRecipient } from "./recipient-facts";
import { twilioClient } from "./twilio-client";

export type AdoptDependencies = { db?: Database; client?: TwilioClient };

/**
 * Makes a message that was not sent from here one like any other: its details are fetched from Twilio, and what Twilio
 * says of its status becomes one more event. Throws `forbidden`, `not_found`, `conflict` when it is no orphan (any
 * more), and `upstream_failed` when Twilio does not tell.
 */
export async function adoptOrphan(
  viewer: Viewer,
  messageId: string,
  { db = database(), client }: AdoptDependencies = {},
): Promise<{ messageId: string }> {
  assertCan(viewer, "callbacks.adopt");
  const orphan = await findMessage(db, messageId);
  if (!orphan) throw new AppError("not_found", "There is no message with this id or SID.");
  const { sid } = orphan;
  if (orphan.origin !== "orphan" || sid === null) {
    throw new AppError("conflict", "This message is no orphan (any more).");
  }

  const resource = await fetchResource(client ?? twilioClient(), sid);
  const recipient = describeRecipient(resource.to ?? "");
  await recordStatusEvents(db, [
    {
      messageId: null,
      sid,
      accountSid: resource.accountSid,
      to: resource.to,
      toDigits: recipient.digits,
      toCountry: recipient.country,
      from: resource.from,
      messagingServiceSid: resource.messagingServiceSid,
      channel: orphan.channel,
      eventKey: randomUUID(),
      source: "api",
      status: resource.status,
      errorCode: resource.errorCode,
      params: [],
      rawBody: null,
      query: "",
      headers: [],
      keyLabel: null,
      receivedAt: instantFromUs(nowUs()),
    },
  ]);
  await updateMessageFacts(db, orphan.id, {
    numSegments: resource.numSegments,
    price: resource.price,
    priceUnit: resource.priceUnit,
    from: resource.from,
    messagingServiceSid: resource.messagingServiceSid,
    body: resource.body,
  });
  await markAdopted(db, orphan.id, {
    accountSid: resource.accountSid,
    to: resource.to,
    toDigits: recipient.digits,
    toCountry: recipient.country,
    body: resource.body,
  });
  return { messageId: orphan.id };
}

async function fetchResource(client: TwilioClient, sid: string): Promise<MessageResource> {
  const resource = await findMessageResource(client, sid).catch((cause: unknown) => {
    throw new AppError(
      "upstream_failed",
      "Twilio did not tell about this message. Try again in a moment.",
      { cause },
    );
  });
  if (resource) return resource;
  throw new AppError(
    "upstream_failed",
    "Twilio does not know this message: it was deleted there, or it is another account's.",
  );
}

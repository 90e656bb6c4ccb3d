import "server-only";
import { randomUUID } from "node:crypto";
import { updateMessageFacts } from "@/lib/db/messages";
import type { Database } from "@/lib/db/prisma";
import { type RecordedStatusEvent, recordStatusEvents } from "@/lib/db/status-events";
import { instantFromUs } from "@/lib/domain/instant";
import type { MessageResource } from "@/lib/twilio/message-resource";
import { nowUs } from "./process-clock";
import { describeRecipient } from "./recipient-facts";

/**
 * Records what Twilio's API says of a message: one more status event, which may lose the race to the first callback,
 * and its segments, price and sender. Throws the database's error.
 */
export async function recordMessageResource(
  db: Database,
  resource: MessageResource,
  { source, messageId }: { source: "create_response" | "api"; messageId: string | null },
): Promise<RecordedStatusEvent> {
  const recipient = describeRecipient(resource.to ?? "");
  const [recorded] = await recordStatusEvents(db, [
    {
      messageId,
      sid: resource.sid,
      accountSid: resource.accountSid,
      to: resource.to,
      toDigits: recipient.digits,
      toCountry: recipient.country,
      from: resource.from,
      messagingServiceSid: resource.messagingServiceSid,
      channel: recipient.channel,
      eventKey: randomUUID(),
      source,
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
  if (!recorded) throw new Error("A status event was recorded without an answer.");
  await updateMessageFacts(db, recorded.messageId, {
    numSegments: resource.numSegments,
    price: resource.price,
    priceUnit: resource.priceUnit,
    from: resource.from,
    messagingServiceSid: resource.messagingServiceSid,
    body: source === "api" ? resource.body : null,
  });
  return recorded;
}

import { randomBytes, randomUUID } from "node:crypto";
import type { Client } from "pg";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { sendMessageSchema } from "@/lib/contracts/send-message";
import { cancelMessage } from "@/lib/services/cancel-message";
import { fetchMessageFromTwilio } from "@/lib/services/fetch-message-from-twilio";
import { sendMessage } from "@/lib/services/send-message";
import { ageMessage } from "./ages";
import { FILLERS, STORIES, type Story, type StoryName } from "./stories";

const SENDER = { id: "demo", name: "Nadia R.", role: "owner" } as const;
const FROM = "+15005550006";
const WHATSAPP_FROM = "whatsapp:+14155238886";
const PATH = "/api/webhooks/twilio/message-status";

export type Clinic = {
  baseUrl: string;
  simulatorUrl: string;
  accountSid: string;
  authToken: string;
  db: Client;
};

export const freshSid = () => `SM${randomBytes(16).toString("hex")}`;

/** One callback at the door, signed for this address or, where it is to be refused, for another. */
export async function callDoor(
  { baseUrl, accountSid, authToken }: Clinic,
  params: Record<string, string>,
  {
    token = randomUUID() as string,
    messageId = null as string | null,
    signedFor = baseUrl,
    signature = null as string | null,
  } = {},
): Promise<void> {
  const target = messageId === null ? PATH : `${PATH}?message=${messageId}`;
  const form = {
    AccountSid: accountSid,
    ApiVersion: "2010-04-01",
    From: FROM,
    SmsSid: params.MessageSid ?? "",
    SmsStatus: params.MessageStatus ?? "",
    ...params,
  };
  const elsewhere = new URL(signedFor);
  await fetch(baseUrl + target, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: {
      "x-twilio-signature":
        signature ?? getExpectedTwilioSignature(authToken, signedFor + target, form),
      "i-twilio-idempotency-token": token,
      "user-agent": "TwilioProxy/1.1",
      ...(signedFor === baseUrl
        ? {}
        : { "x-forwarded-host": elsewhere.host, "x-forwarded-proto": "https" }),
    },
  });
}

/**
 * Fills the product with a morning at a clinic: each message really sent, each callback really signed, then moved to
 * the time at which it is told to have come. Answers the id of each story that has a name.
 */
export async function tellClinicStories(clinic: Clinic): Promise<Record<StoryName, string>> {
  await fetch(`${clinic.simulatorUrl}/simulator/settings`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ misbehaviour: { lose: 1 } }),
  });
  const named: Partial<Record<StoryName, string>> = {};
  const untold: { story: Story; id: string }[] = [];
  for (const story of [...FILLERS, ...STORIES]) {
    const id = await send(clinic, story);
    if (story.name) named[story.name] = id;
    untold.push({ story, id });
  }
  await fetch(`${clinic.simulatorUrl}/simulator/idle?timeoutMs=60000`);
  for (const { story, id } of untold) {
    await tell(clinic, story, id);
    await ageMessage(clinic.db, id, story);
  }
  await forge(clinic);
  return named as Record<StoryName, string>;
}

async function send(clinic: Clinic, story: Story): Promise<string> {
  if (story.isOrphan) {
    const sid = freshSid();
    const [first] = story.told;
    await callDoor(clinic, {
      MessageSid: sid,
      To: story.to,
      MessageStatus: first?.status ?? "sent",
      ...first?.params,
    });
    return idOf(clinic, sid);
  }
  const isWhatsApp = story.to.startsWith("whatsapp:");
  const { messageId } = await sendMessage(
    SENDER,
    sendMessageSchema.parse({
      sendKey: randomUUID(),
      channel: isWhatsApp ? "whatsapp" : "sms",
      to: story.to,
      body: story.body,
      callback: "message",
      ...(story.service
        ? { messagingServiceSid: story.service }
        : { from: isWhatsApp ? WHATSAPP_FROM : FROM }),
      ...(story.sendInHours
        ? { sendAt: new Date(Date.now() + story.sendInHours * 3_600_000).toISOString() }
        : {}),
      reference: story.reference,
    }),
  );
  if (story.isCanceled) await cancelMessage(SENDER, messageId);
  return messageId;
}

async function tell(clinic: Clinic, story: Story, id: string): Promise<void> {
  const sid = await sidOf(clinic, id);
  for (const told of story.isOrphan ? story.told.slice(1) : story.told) {
    const token = randomUUID();
    for (let time = 0; time < (told.times ?? 1); time += 1) {
      await callDoor(
        clinic,
        { MessageSid: sid, To: story.to, MessageStatus: told.status, ...told.params },
        { token, messageId: story.isOrphan ? null : id, signedFor: told.signedFor },
      );
    }
  }
  if (story.isRead) await fetchMessageFromTwilio(SENDER, id);
}

/** Somebody who has no key. */
async function forge(clinic: Clinic): Promise<void> {
  await callDoor(
    clinic,
    { MessageSid: freshSid(), MessageStatus: "delivered", To: "+14155550142" },
    { signature: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
  );
}

async function sidOf({ db }: Clinic, id: string): Promise<string> {
  const { rows } = await db.query<{ sid: string | null }>(
    "SELECT sid FROM messages WHERE id = $1",
    [id],
  );
  return rows[0]?.sid ?? "";
}

async function idOf({ db }: Clinic, sid: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>("SELECT id FROM messages WHERE sid = $1", [sid]);
  return rows[0]?.id ?? "";
}

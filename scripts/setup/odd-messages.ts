import { randomBytes, randomUUID } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { sendMessageSchema } from "@/lib/contracts/send-message";
import { sendMessage } from "@/lib/services/send-message";

export type SignedDoor = { baseUrl: string; accountSid: string; authToken: string };

const PEOPLE = { id: "demo", name: "Demo", role: "owner" } as const;
const FROM = "+15005550006";
/** As long as Twilio lets a sender be called. */
const LONG_SENDER = "rcs:northgate_clinic_reminders_ireland_4812";

const BODIES = [
  "שלום! התור שלך אצל ד״ר לוי נקבע למחר בשעה 9:40. השב C לאישור.",
  "موعدك غدًا الساعة 9:40 صباحًا مع الدكتورة نور. أجب بنعم للتأكيد.",
  "🎉🎂 Happy birthday from all of us 👩‍⚕️👨‍👩‍👧‍👦 — your check-up is free this month 🩺",
  `${"A very long reminder that goes on about everything there is to bring along. ".repeat(18)}Averylongwordthatdoesnotbreakanywhere${"x".repeat(120)}`,
];

async function callDoor(
  door: SignedDoor,
  params: Record<string, string>,
  { signedFor = door.baseUrl, token = randomUUID() }: { signedFor?: string; token?: string } = {},
): Promise<void> {
  const path = "/api/webhooks/twilio/message-status";
  const form = {
    AccountSid: door.accountSid,
    ApiVersion: "2010-04-01",
    From: FROM,
    To: "+14155550142",
    SmsSid: params.MessageSid ?? "",
    SmsStatus: params.MessageStatus ?? "",
    ...params,
  };
  await fetch(door.baseUrl + path, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: {
      "x-twilio-signature": getExpectedTwilioSignature(door.authToken, signedFor + path, form),
      "i-twilio-idempotency-token": token,
    },
  });
}

const freshSid = () => `SM${randomBytes(16).toString("hex")}`;

/** Bodies that run from right to left, that are emoji, that are long: sent through the real path. */
export async function sendOddMessages(): Promise<void> {
  for (const body of BODIES) {
    const input = sendMessageSchema.parse({
      sendKey: randomUUID(),
      to: "+14155550102",
      from: FROM,
      body,
    });
    await sendMessage(PEOPLE, input);
  }
}

/**
 * Callbacks that nobody wants to meet, each really signed: one of sixty events, one of a sender with forty characters,
 * an unknown status and parameter, repetitions, a forgery, and one that was signed for another address.
 */
export async function callOddly(door: SignedDoor): Promise<{ many: string; unknown: string }> {
  const many = freshSid();
  for (let index = 0; index < 60; index += 1) {
    const MessageStatus = index < 20 ? "queued" : index < 40 ? "sending" : "sent";
    await callDoor(door, { MessageSid: many, MessageStatus });
  }
  const longSender = freshSid();
  await callDoor(door, {
    MessageSid: longSender,
    MessageStatus: "delivered",
    From: LONG_SENDER,
    To: "rcs:+14155550143",
  });
  const unknown = freshSid();
  await callDoor(door, { MessageSid: unknown, MessageStatus: "sent" });
  await callDoor(door, {
    MessageSid: unknown,
    MessageStatus: "held_by_carrier",
    HoldReason: "quiet hours",
  });
  const token = randomUUID();
  const repeated = { MessageSid: unknown, MessageStatus: "undelivered", ErrorCode: "30003" };
  for (let time = 0; time < 3; time += 1) await callDoor(door, repeated, { token });
  await callDoor(
    door,
    { MessageSid: many, MessageStatus: "delivered" },
    { signedFor: "https://nowhere.example" },
  );
  await fetch(`${door.baseUrl}/api/webhooks/twilio/message-status`, {
    method: "POST",
    body: new URLSearchParams({ MessageSid: unknown, MessageStatus: "delivered" }),
    headers: { "x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
  });
  return { many, unknown };
}

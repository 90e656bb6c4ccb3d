import { randomUUID } from "node:crypto";
import { sendMessageSchema } from "@/lib/contracts/send-message";
import type { Database } from "@/lib/db/prisma";
import { sendMessage } from "@/lib/services/send-message";

const PEOPLE = { id: "demo", name: "Demo", role: "owner" } as const;
const FROM = "+15005550006";
const WHATSAPP_FROM = "whatsapp:+14155238886";
const SERVICE = "MG51a000000000000000000000000a0001";
const SERVICE_WITHOUT_CALLBACK = "MG51a000000000000000000000000a0002";
const PAUSE_MS = 700;

type Demo = {
  to: string;
  body: string;
  from?: string;
  messagingServiceSid?: string;
  callback?: "message" | "service";
  channel?: "sms" | "whatsapp";
};

/** One message for each thing that can become of one; the numbers' outcomes are the simulator's. */
const DEMO: Demo[] = [
  {
    to: "+14155550100",
    body: "Your appointment with Dr Okafor is tomorrow at 9:40. Reply C to confirm.",
  },
  { to: "+14155550102", body: "Your prescription is ready at the counter until six." },
  {
    to: "+14155550103",
    body: "Your lab results are in. Sign in to read them.",
    channel: "whatsapp",
  },
  { to: "+14155550104", body: "Dr Lindqvist is running 25 minutes late today." },
  {
    to: "+14155550108",
    body: "We moved your appointment to Thursday at 14:20. Reply M to change it.",
  },
  { to: "+14155550106", body: "Your code is 482 913. It works for ten minutes." },
  { to: "+15005550009", body: "This landline cannot take a text." },
  { to: "+14155550110", body: "Please bring your insurance card tomorrow." },
  {
    to: "+14155550101",
    body: "Your taxi is booked for 8:15.",
    messagingServiceSid: SERVICE,
    callback: "service",
  },
  {
    to: "+14155550112",
    body: "Flu shots are available without an appointment.",
    messagingServiceSid: SERVICE_WITHOUT_CALLBACK,
  },
  { to: "+14155550114", body: "The line was cut while Twilio took this one." },
  { to: "+15005550001", body: "Nobody has this number." },
];

const FAILURES: Demo[] = [30003, 30007, 30005, 63016].map((code) => ({
  to: `+150055${code}`,
  body: `A message that ends in ${code}.`,
}));

/** Fills an empty first screen: a varied set of messages, sent through the real path while the page opens. */
export async function sendDemoMessages(db: Database): Promise<void> {
  if ((await db.message.count()) > 0) return;
  for (const demo of [...DEMO, ...FAILURES]) {
    const isWhatsApp = demo.channel === "whatsapp";
    const input = sendMessageSchema.parse({
      sendKey: randomUUID(),
      ...demo,
      to: isWhatsApp ? `whatsapp:${demo.to}` : demo.to,
      from: demo.messagingServiceSid ? undefined : isWhatsApp ? WHATSAPP_FROM : FROM,
    });
    await sendMessage(PEOPLE, input).catch((error: unknown) =>
      console.error("A demo message was not sent:", error),
    );
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

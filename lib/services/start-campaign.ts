import "server-only";
import type { NewBatch } from "@/lib/contracts/send-batch";
import type { Campaign } from "@/lib/contracts/simulator";
import { AppError } from "@/lib/domain/app-error";
import { campaignRecipients } from "@/lib/domain/campaign-recipients";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import type { TwilioClient } from "@/lib/twilio/rest-client";
import { type CreateBatchDependencies, createSendBatch } from "./create-send-batch";
import { getSenderDirectory } from "./get-sender-directory";

type Dependencies = CreateBatchDependencies & { client?: TwilioClient };

/**
 * Sends made-up messages through the product to made-up recipients, as a batch at a pace. Only the simulator gets
 * them: throws `not_found` where messages go to Twilio, `forbidden`, and `conflict` when nobody can send or be sent to.
 */
export async function startCampaign(
  viewer: Viewer,
  { sendKey, messages, ratePerSecond }: Campaign,
  { client, ...dependencies }: Dependencies = {},
): Promise<{ batchId: string }> {
  assertCan(viewer, "messages.send");
  const settings = dependencies.settings ?? environment();
  const now = dependencies.now ?? new Date();
  if (settings.mode !== "simulator") {
    throw new AppError("not_found", "Messages go to Twilio here, not to a simulator.");
  }
  const recipients = campaignRecipients({
    count: messages,
    start: now.getTime(),
    allowedPrefixes: settings.SEND_ALLOWED_PREFIXES,
  });
  if (recipients.length === 0) {
    throw new AppError(
      "conflict",
      "SEND_ALLOWED_PREFIXES leaves no recipient: a campaign goes to +1, +44 and +353.",
    );
  }
  const batch: NewBatch = {
    sendKey,
    text: ["phone,number", ...recipients.map((to, index) => `${to},${index + 1}`)].join("\n"),
    hasHeader: true,
    numberColumn: 0,
    defaultCountry: null,
    channel: "sms",
    body: "Parcel {{number}} is on its way to you.",
    isSmartEncoded: false,
    sendsToUnlikely: true,
    name: `Campaign of ${messages.toLocaleString("en")}`,
    ...(await findSender(viewer, client)),
    callback: "message",
    reference: "",
    ratePerSecond,
    confirmedMessages: recipients.length,
  };
  return createSendBatch(viewer, batch, { ...dependencies, now });
}

/** A service with several numbers is quicker than any number alone. */
async function findSender(viewer: Viewer, client: TwilioClient | undefined) {
  const { numbers, services } = await getSenderDirectory(viewer, client);
  const pool = services
    .filter(({ senders }) => senders?.some((sender) => sender.startsWith("+")))
    .sort((one, other) => (other.senders?.length ?? 0) - (one.senders?.length ?? 0))[0];
  if (pool) return { sender: "service", messagingServiceSid: pool.sid, from: "" } as const;
  const number = numbers.find(({ channel }) => channel === "sms");
  if (number) return { sender: "number", messagingServiceSid: "", from: number.address } as const;
  throw new AppError("conflict", "The simulator has no number to send from.");
}

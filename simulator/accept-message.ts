import { SegmentedMessage } from "sms-segments-calculator";
import type { Account } from "./accounts";
import type { CreateBehaviour } from "./create-behaviour";
import type { CreateRequest } from "./create-request";
import { type Draws, hashOf } from "./draws";
import { planJourney } from "./journey";
import type { Message } from "./message";
import { sidOf, type World } from "./world";

type Acceptance = {
  contentKey: string;
  attempt: number;
  draws: Draws;
  behaviour: CreateBehaviour;
  now: number;
};

/** Makes the message and its ledger entry; its journey is planned here and begins elsewhere. */
export function acceptMessage(
  world: World,
  account: Account,
  request: CreateRequest,
  { contentKey, attempt, draws, behaviour, now }: Acceptance,
): Message {
  const { to, from, messagingServiceSid, channel, sendAt } = request;
  const body = world.options.trial
    ? `Sent from your Twilio trial account - ${request.body}`
    : request.body;
  const prefix = request.mediaUrls.length > 0 || channel === "mms" ? "MM" : "SM";
  const sid = sidOf(prefix, world.runId, hashOf(world.settings.seed, contentKey, String(attempt)));
  const initialStatus = sendAt !== null ? "scheduled" : messagingServiceSid ? "accepted" : "queued";
  const segmented =
    channel === "sms" ? new SegmentedMessage(body, "auto", request.smartEncoded) : null;
  const journey = planJourney({
    to,
    channel,
    startsBeforeQueue: messagingServiceSid !== null,
    draws,
    misbehaviour: world.settings.misbehaviour,
    outcomes: world.settings.outcomes,
  });
  const ordinal = world.ledger.entries.length;
  const ledger: Message["ledger"] = {
    ordinal,
    sid,
    accountSid: account.sid,
    contentKey,
    attempt,
    to,
    messagingServiceSid,
    body,
    outcome: journey.outcome,
    create: { behaviour, initialStatus, at: now, answeredAt: null },
    statuses: [],
    callbacks: [],
  };
  world.ledger.entries.push(ledger);
  world.ledger.bySid.set(sid, ledger);
  const message: Message = {
    sid,
    accountSid: account.sid,
    ordinal,
    draws,
    to,
    from,
    body,
    channel,
    messagingServiceSid,
    statusCallback: request.statusCallback,
    mediaUrls: request.mediaUrls,
    media: request.mediaUrls.map((url, index) => ({
      sid: sidOf("ME", world.runId, hashOf(sid, String(index))),
      contentType: contentTypeOf(url),
      createdAt: now,
      url,
    })),
    segments: segmented?.segmentsCount ?? 1,
    hasSender: from !== null,
    status: initialStatus,
    errorCode: null,
    price: null,
    createdAt: now,
    updatedAt: now,
    sentAt: null,
    sendAt,
    validityPeriodSeconds: request.validityPeriodSeconds,
    obfuscatesAddress: request.obfuscatesAddress,
    discardsContent: request.discardsContent,
    fallbackFrom: request.fallbackFrom,
    create: behaviour,
    journey,
    ledger,
  };
  world.messages.set(sid, message);
  return message;
}

function contentTypeOf(url: string): string {
  const extension = /\.(\w+)$/.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? "";
  const types: Record<string, string> = {
    png: "image/png",
    gif: "image/gif",
    pdf: "application/pdf",
    mp4: "video/mp4",
    vcf: "text/vcard",
  };
  return types[extension] ?? "image/jpeg";
}

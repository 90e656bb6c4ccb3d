import { SegmentedMessage } from "sms-segments-calculator";
import type { Account } from "./accounts";
import { ApiError, apiError } from "./api-error";
import { type CreateRequest, checkCreate, normaliseAddress } from "./create-request";
import { createDraws, type Draws, hashOf } from "./draws";
import { errorReply, type Reply } from "./http-exchange";
import { type CreateBehaviour, planCreate, planJourney } from "./journey";
import type { RefusedCreate } from "./ledger";
import type { Lifecycle } from "./lifecycle";
import type { Message } from "./message";
import { messageResource } from "./message-resource";
import type { Outbox } from "./outbox";
import { countPending, sidOf, type World } from "./world";

/** The longest the create call waits for the first callback when it is to be answered after it. */
const longestHoldMs = 10_000;

/**
 * `POST Messages.json`. What goes wrong is drawn from seed, content and attempt: the second try of
 * the same content is another attempt, and order of arrival does not matter.
 */
export async function createMessage(
  world: World,
  lifecycle: Lifecycle,
  account: Account,
  form: URLSearchParams,
): Promise<Reply> {
  const now = world.clock.now();
  const to = normaliseAddress(form.get("To") ?? "");
  const contentKey = contentKeyOf(account.sid, to, form);
  const attempt = (world.attempts.get(contentKey) ?? 0) + 1;
  world.attempts.set(contentKey, attempt);
  const draws = createDraws(hashOf(world.settings.seed, contentKey, String(attempt)));
  const behaviour = planCreate(to, attempt, draws, world.settings.misbehaviour);

  const refuse = (
    reason: RefusedCreate["reason"],
    httpStatus: number | null,
    code: number | null,
  ) => {
    const known = { contentKey, attempt };
    world.ledger.refused.push({
      at: now,
      accountSid: account.sid,
      to,
      ...known,
      reason,
      httpStatus,
      code,
    });
  };

  if (behaviour === "too-many-requests") {
    refuse(behaviour, 429, 20429);
    return errorReply(apiError(20429, { detail: "Too Many Requests" }));
  }
  if (behaviour === "server-error") {
    refuse(behaviour, 503, null);
    return { status: 503, text: "Service Unavailable" };
  }
  if (behaviour === "cut-before-accepting") {
    refuse(behaviour, null, null);
    return { status: 0, cut: "before-answer" };
  }

  let request: CreateRequest;
  try {
    request = checkCreate(world, account, form, now);
  } catch (error) {
    if (error instanceof ApiError) refuse("invalid", error.httpStatus, error.code);
    throw error;
  }
  const message = acceptMessage(world, account, request, {
    contentKey,
    attempt,
    draws,
    behaviour,
    now,
  });
  return answerFor(world, lifecycle, message);
}

async function answerFor(world: World, lifecycle: Lifecycle, message: Message): Promise<Reply> {
  const { pending, clock } = world;
  const json = messageResource(message, true);
  const { create } = message;
  const answered = () => {
    message.ledger.create.answeredAt = clock.now();
  };
  countPending(pending, "creates", 1);
  const start = (): Outbox => {
    const outbox = lifecycle.start(message);
    countPending(pending, "creates", -1);
    return outbox;
  };

  if (create === "server-error-after-accepting") {
    start();
    return errorReply(apiError(20500, { detail: "An internal server error has occurred" }));
  }
  if (create === "cut-after-accepting") {
    start();
    return { status: 0, cut: "before-answer" };
  }
  if (create === "cut-mid-answer") {
    start();
    return { status: 201, json, cut: "mid-answer" };
  }
  if (create === "answer-after-first-callback") {
    const { firstSent } = start();
    const { promise: heldLongEnough, stop } = timeLimit(longestHoldMs);
    await Promise.race([firstSent, heldLongEnough]);
    stop();
    return { status: 201, json, afterwards: answered };
  }
  return {
    status: 201,
    json,
    afterwards: () => {
      answered();
      start();
    },
  };
}

function timeLimit(ms: number) {
  let timeout: NodeJS.Timeout | undefined;
  const promise = new Promise<void>((resolve) => {
    timeout = setTimeout(resolve, ms);
  });
  return { promise, stop: () => clearTimeout(timeout) };
}

type Acceptance = {
  contentKey: string;
  attempt: number;
  draws: Draws;
  behaviour: CreateBehaviour;
  now: number;
};

function acceptMessage(
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
    encoding: segmented?.encodingName === "UCS-2" ? "UCS-2" : "GSM-7",
    status: initialStatus,
    errorCode: null,
    price: null,
    createdAt: now,
    updatedAt: now,
    sentAt: null,
    sendAt,
    validityPeriodSeconds: request.validityPeriodSeconds,
    provideFeedback: request.provideFeedback,
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

function contentKeyOf(accountSid: string, to: string, form: URLSearchParams): string {
  const names = ["From", "MessagingServiceSid", "Body", "ContentSid", "ContentVariables"];
  const parts = names.map((name) => form.get(name) ?? "");
  return hashOf(accountSid, to, ...parts, ...form.getAll("MediaUrl"));
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

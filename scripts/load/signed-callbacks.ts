import { createHash, randomBytes, randomUUID } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";

export const DOOR_PATH = "/api/webhooks/twilio/message-status";

export type LoadAccount = { accountSid: string; authToken: string };

/** A status callback as Twilio makes it. */
export type SignedCallback = {
  sid: string;
  status: string;
  /** Path and query. */
  target: string;
  signature: string;
  idempotencyToken: string;
  body: string;
};

const STATUSES = ["queued", "sending", "sent", "delivered"] as const;
/** Messages under way at once: the statuses of one message come this many callbacks apart. */
const MESSAGES_UNDER_WAY = 100;
const FIRST_NUMBER = 4_155_550_000;

export type CallbackStream = LoadAccount & {
  /** The public address that the door verifies against. */
  publicBaseUrl: string;
  /** Distinguishes one stream's SIDs from another's; the same seed makes the same SIDs. */
  seed: string;
  count: number;
};

export function freshAccount(): LoadAccount {
  return {
    accountSid: `AC${randomBytes(16).toString("hex")}`,
    authToken: randomBytes(16).toString("hex"),
  };
}

/** The SID of a stream's message number `index`. */
export function sidOf(seed: string, index: number): string {
  return `SM${createHash("md5").update(`${seed} ${index}`).digest("hex")}`;
}

/** Four callbacks for each message, those of a hundred messages interleaved, each really signed. */
export function* signedCallbacks(stream: CallbackStream): Generator<SignedCallback> {
  for (let made = 0; made < stream.count; made += 1) {
    const roundOf = Math.floor(made / (MESSAGES_UNDER_WAY * STATUSES.length));
    const within = made % (MESSAGES_UNDER_WAY * STATUSES.length);
    const message = roundOf * MESSAGES_UNDER_WAY + (within % MESSAGES_UNDER_WAY);
    const status = STATUSES[Math.floor(within / MESSAGES_UNDER_WAY)] ?? "delivered";
    yield signedCallback(stream, message, status);
  }
}

/** How many messages later each status of a message comes: at fifty messages a second within the next second. */
const EVEN_LAGS = [0, 5, 15, 40];

/**
 * The same four callbacks for each message as of a campaign at an even pace: a new message every fourth callback, and
 * between them what the ones before have come to. Null where at the beginning there is nothing to say yet.
 */
export function* evenCallbacks(stream: CallbackStream): Generator<SignedCallback | null> {
  for (let made = 0; made < stream.count; made += 1) {
    const stage = made % STATUSES.length;
    const message = Math.floor(made / STATUSES.length) - (EVEN_LAGS[stage] ?? 0);
    yield message < 0 ? null : signedCallback(stream, message, STATUSES[stage] ?? "delivered");
  }
}

/** One callback of a stream, about its message number `index`. */
export function signedCallback(
  { accountSid, authToken, publicBaseUrl, seed }: Omit<CallbackStream, "count">,
  index: number,
  status: string,
): SignedCallback {
  const sid = sidOf(seed, index);
  const params: Record<string, string> = {
    ...(status === "delivered" ? { RawDlrDoneDate: "2611231200" } : {}),
    SmsSid: sid,
    SmsStatus: status,
    MessageStatus: status,
    To: `+1${FIRST_NUMBER + (index % 10_000)}`,
    MessagingServiceSid: `MG${"5".repeat(32)}`,
    MessageSid: sid,
    AccountSid: accountSid,
    From: "+16285550119",
    ApiVersion: "2010-04-01",
  };
  return {
    sid,
    status,
    target: DOOR_PATH,
    signature: getExpectedTwilioSignature(authToken, publicBaseUrl + DOOR_PATH, params),
    idempotencyToken: randomUUID(),
    body: new URLSearchParams(params).toString(),
  };
}

/** The request's bytes, with the headers that Twilio sends. */
export function toWireRequest(callback: SignedCallback, host: string): Buffer {
  return Buffer.from(
    `POST ${callback.target} HTTP/1.1\r\n` +
      `Host: ${host}\r\n` +
      "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n" +
      `Content-Length: ${Buffer.byteLength(callback.body)}\r\n` +
      "Accept: */*\r\n" +
      "User-Agent: TwilioProxy/1.1\r\n" +
      `I-Twilio-Idempotency-Token: ${callback.idempotencyToken}\r\n` +
      `X-Twilio-Signature: ${callback.signature}\r\n` +
      "X-Home-Region: us1\r\n" +
      `\r\n${callback.body}`,
  );
}

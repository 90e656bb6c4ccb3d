import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { createDraws } from "../../simulator/draws";
import { DOOR_PATH, type LoadAccount, type SignedCallback } from "../load/signed-callbacks";

export type JourneyStream = LoadAccount & {
  publicBaseUrl: string;
  /** The same seed makes the same messages, journeys and order. */
  seed: number;
};

type Step = readonly [status: string, errorCode?: string];

/** What may become of a message, with what goes wrong in the field: contradictions, repetitions, a word nobody knows. */
const JOURNEYS: readonly (readonly Step[])[] = [
  [["queued"], ["sending"], ["sent"], ["delivered"]],
  [["queued"], ["sent"], ["delivered"], ["read"]],
  [["queued"], ["sent"], ["undelivered", "30003"]],
  [["queued"], ["failed", "30007"]],
  [["sent"], ["undelivered", "30008"], ["delivered"], ["delivered"]],
  [["accepted"], ["queued"], ["teleported"], ["sent"]],
  [["scheduled"], ["canceled"]],
];
/** Messages under way at once: their callbacks come in any order. */
const MESSAGES_UNDER_WAY = 200;

/** The callbacks of message after message without end, those of two hundred at a time in any order, each really signed. */
export function* journeyCallbacks(stream: JourneyStream): Generator<SignedCallback> {
  const draws = createDraws(`journeys ${stream.seed}`);
  for (let first = 0; ; first += MESSAGES_UNDER_WAY) {
    const messages = Array.from({ length: MESSAGES_UNDER_WAY }, (_, index) => first + index);
    const steps = messages.flatMap((message) =>
      draws
        .pick(`journey ${message}`, JOURNEYS)
        .map((step, index) => ({ message, step, name: `${message} ${index}` })),
    );
    const places = new Map(steps.map(({ name }) => [name, draws.fraction(`place ${name}`)]));
    steps.sort((one, other) => (places.get(one.name) ?? 0) - (places.get(other.name) ?? 0));
    for (const { message, step, name } of steps) {
      yield sign(stream, draws.hex(`sid ${message}`, 32), step, draws.uuid(`token ${name}`));
    }
  }
}

function sign(
  { accountSid, authToken, publicBaseUrl }: JourneyStream,
  hex: string,
  [status, errorCode]: Step,
  idempotencyToken: string,
): SignedCallback {
  const sid = `SM${hex}`;
  const params: Record<string, string> = {
    ...(errorCode ? { ErrorCode: errorCode } : {}),
    SmsSid: sid,
    SmsStatus: status,
    MessageStatus: status,
    To: "+14155550137",
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
    idempotencyToken,
    body: new URLSearchParams(params).toString(),
  };
}

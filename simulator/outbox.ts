import { randomUUID } from "node:crypto";
import twilio from "twilio";
import { recordAlert } from "./alerts";
import { deliveryErrorMessage } from "./api-error";
import {
  buildCallbackParams,
  type CallbackParam,
  encodeParams,
  formatDlrDate,
  paramsByName,
  unknownParams,
} from "./callback-params";
import { parseCallbackTarget } from "./callback-target";
import { createDraws, hashOf } from "./draws";
import type { Emission } from "./emissions";
import type { LedgerCallback } from "./ledger";
import type { Message } from "./message";
import { countPending, sidOf, type World } from "./world";

/** Facts of a step that has happened; callbacks about it tell these. */
type HappenedStep = {
  status: string;
  errorCode: number | null;
  from: string | null;
  channel: Message["channel"];
  at: number;
};

export type Outbox = {
  /** The step with this index has happened: its callbacks may go. */
  happened(index: number, step: HappenedStep): void;
  /** Replaces what is still to come from this step on (a canceled or expired message). */
  replaceFrom(index: number, emissions: Emission[]): void;
  /** Settles when the first callback has been answered or given up. */
  firstSent: Promise<void>;
};

/** Sends one message's callbacks in the order of its plan, each after its step has happened. */
export function createOutbox(world: World, message: Message): Outbox {
  const { clock, client, pending } = world;
  const waiting = [...message.journey.emissions];
  const steps = new Map<number, HappenedStep>();
  const tokens = new Map<number, string>();
  let latestStepSent = -1;
  let unanswered = 0;
  let isDelayed = false;
  let markFirstSent = () => {};
  const firstSent = new Promise<void>((resolve) => {
    markFirstSent = resolve;
  });

  /** Callbacks leave in the order of the plan, whatever the timing: so that runs can be repeated. */
  function pump() {
    while (waiting.length > 0 && !isDelayed) {
      const emission = waiting[0] as Emission;
      const step = steps.get(emission.step);
      if (!step || (unanswered > 0 && !emission.overlap)) return;
      waiting.shift();
      const url = callbackUrlOf(world, message);
      if (url === null) {
        markFirstSent();
        continue;
      }
      countPending(pending, "callbacks", 1);
      const delayMs = emission.delayMs * world.settings.timeScale;
      if (delayMs === 0) {
        launch(url, emission, step);
        continue;
      }
      isDelayed = true;
      clock.after(delayMs, () => {
        isDelayed = false;
        launch(url, emission, step);
        pump();
      });
    }
  }

  function launch(url: string, emission: Emission, step: HappenedStep) {
    unanswered += 1;
    void send(url, emission, step)
      .catch((error: unknown) => world.log.warn(`simulator: a callback was not sent: ${error}`))
      .finally(() => {
        unanswered -= 1;
        markFirstSent();
        pump();
        countPending(pending, "callbacks", -1);
      });
  }

  async function send(url: string, emission: Emission, step: HappenedStep) {
    const index = message.ledger.callbacks.length;
    const params = paramsOf(world, message, emission, step);
    const token = tokenOf(emission, index);
    const target = parseCallbackTarget(url);
    const account = world.accounts.get(message.accountSid);
    const authToken = account?.authToken ?? "";
    const signature = twilio.getExpectedTwilioSignature(
      emission.wrongSignature ? `${authToken}-wrong` : authToken,
      target.signedUrl,
      paramsByName(params),
    );
    const record: LedgerCallback = {
      index,
      kind: emission.kind,
      status: emission.status,
      idempotencyToken: token,
      url,
      signature,
      params,
      queuedAt: clock.now(),
      outcome: "pending",
      attempts: [],
      isLate: emission.step < latestStepSent,
      wrongSignature: emission.wrongSignature,
      changedFrom: emission.changedFrom,
      unknownParameter: emission.unknownParameter,
      slowBody: emission.slowBody,
    };
    message.ledger.callbacks.push(record);
    if (emission.lost) {
      record.outcome = "lost-on-purpose";
      return;
    }
    latestStepSent = Math.max(latestStepSent, emission.step);
    const body = encodeParams(params);
    const exchange = await client.send({
      target,
      headers: {
        host: target.host,
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "content-length": Buffer.byteLength(body),
        accept: "*/*",
        "user-agent": "TwilioProxy/1.1",
        "i-twilio-idempotency-token": token,
        "x-twilio-signature": signature,
        "x-home-region": "us1",
      },
      body,
      slowBodyMs: emission.slowBody ? 1_500 * world.settings.timeScale : 0,
      retryPauseMs: Math.min(200, 200 * world.settings.timeScale),
    });
    record.attempts = exchange.attempts;
    record.outcome = exchange.isAccepted ? "answered" : exchange.response ? "refused" : "failed";
    recordAlert(world, message, record, body, exchange);
  }

  function tokenOf(emission: Emission, index: number): string {
    const known = tokens.get(emission.step);
    if (emission.kind === "repeat" && known) return known;
    const token = world.options.runId
      ? createDraws(hashOf(message.sid, "token")).uuid(String(index))
      : randomUUID();
    if (emission.kind === "callback") tokens.set(emission.step, token);
    return token;
  }

  return {
    happened(index, step) {
      steps.set(index, step);
      pump();
    },
    replaceFrom(index, emissions) {
      const kept = waiting.filter((emission) => emission.step < index);
      waiting.splice(0, waiting.length, ...kept, ...emissions);
      pump();
    },
    firstSent,
  };
}

/** A message's own URL wins over its service's; the two are never merged. */
function callbackUrlOf(world: World, message: Message): string | null {
  if (message.statusCallback !== null) return message.statusCallback;
  const account = world.accounts.get(message.accountSid);
  return account?.services.get(message.messagingServiceSid ?? "")?.statusCallback || null;
}

function paramsOf(
  world: World,
  message: Message,
  emission: Emission,
  step: HappenedStep,
): CallbackParam[] {
  const account = world.accounts.get(message.accountSid);
  const { draws } = message;
  const onChannel = step.channel === "whatsapp" || step.channel === "rcs";
  const others = account?.phoneNumbers.filter(({ phoneNumber }) => phoneNumber !== step.from) ?? [];
  const otherFrom =
    onChannel || others.length === 0 ? "+14155550199" : others[others.length - 1]?.phoneNumber;
  const hasDlrDate =
    (step.status === "delivered" || step.status === "undelivered") &&
    draws.chance("rawDlrDoneDate", 0.9);
  const params = buildCallbackParams({
    accountSid: message.accountSid,
    messageSid: message.sid,
    to: message.to,
    from: emission.changedFrom ? (otherFrom ?? step.from) : step.from,
    messagingServiceSid: message.messagingServiceSid,
    channel: step.channel,
    channelInstallSid: sidOf("XE", "00000000", hashOf(message.accountSid, step.channel)),
    status: emission.status,
    errorCode: emission.omitErrorCode ? null : step.errorCode,
    channelStatusMessage:
      onChannel && step.errorCode !== null ? deliveryErrorMessage(step.errorCode) : null,
    rawDlrDoneDate: hasDlrDate ? formatDlrDate(step.at) : null,
  });
  return emission.unknownParameter ? [...params, ...unknownParams] : params;
}

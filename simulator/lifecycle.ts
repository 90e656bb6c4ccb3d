import type { Timer } from "./clock";
import { plainEmission } from "./emissions";
import type { Step } from "./journey";
import { finalStatuses, type Message } from "./message";
import { createOutbox, type Outbox } from "./outbox";
import { queueOf } from "./queue-limits";
import { chooseSender } from "./senders";
import { countPending, type World } from "./world";

/** Runs messages through their journeys and lets their callbacks go. */
export type Lifecycle = {
  start(message: Message): Outbox;
  /** Cancels what has not been sent yet; false when it is too late. */
  cancel(message: Message): boolean;
};

type Running = {
  outbox: Outbox;
  stepIndex: number;
  timer: Timer;
  isScheduled: boolean;
  /** When its turn in the sender's queue comes, and the error when it never does. */
  slot: { at: number; errorCode: number | null };
};

const pricePerSegment: Record<Message["channel"], number> = {
  sms: 0.0075,
  mms: 0.02,
  whatsapp: 0.005,
  rcs: 0.0083,
};

export function createLifecycle(world: World): Lifecycle {
  const running = new WeakMap<Message, Running>();
  const scaled = (ms: number) => ms * world.settings.timeScale;

  function start(message: Message): Outbox {
    const { clock, pending } = world;
    const outbox = createOutbox(world, message);
    const first = message.journey.steps[0];
    if (!first) return outbox;
    const isScheduled = message.sendAt !== null;
    const waitMs = message.sendAt === null ? 0 : message.sendAt - clock.now();
    const what = isScheduled ? "scheduled" : "steps";
    countPending(pending, what, 1);
    const state: Running = {
      outbox,
      stepIndex: 0,
      isScheduled,
      slot: { at: 0, errorCode: null },
      timer: clock.after(scaled(waitMs + first.afterMs), () => {
        state.isScheduled = false;
        next(message, state);
        countPending(pending, what, -1);
      }),
    };
    running.set(message, state);
    if (first.fromQueue) joinQueue(message, state);
    return outbox;
  }

  function next(message: Message, state: Running) {
    const { steps } = message.journey;
    const step = steps[state.stepIndex];
    if (!step) return;
    if (step.fromQueue) return waitForSlot(message, state, step);
    enter(message, state, step);
    if (step.status === "queued") joinQueue(message, state);
    goOn(message, state);
  }

  function goOn(message: Message, state: Running) {
    const { clock, pending } = world;
    state.stepIndex += 1;
    const step = message.journey.steps[state.stepIndex];
    if (!step) {
      running.delete(message);
      return;
    }
    countPending(pending, "steps", 1);
    state.timer = clock.after(scaled(step.afterMs), () => {
      next(message, state);
      countPending(pending, "steps", -1);
    });
  }

  /** A place in the sender's queue; what it will come to is known at once. */
  function joinQueue(message: Message, state: Running) {
    const { clock, queues } = world;
    const now = clock.now();
    const sender = message.from ?? "";
    const { intervalMs, limit } = queueOf(world, message.accountSid, sender);
    const queue = `${message.accountSid}|${sender}`;
    if (queues.length(queue, now, intervalMs) >= limit) {
      state.slot = { at: now, errorCode: 30001 };
      return;
    }
    const expiresAt = now + scaled(message.validityPeriodSeconds * 1000);
    const slotAt = queues.join(queue, now, intervalMs, expiresAt);
    state.slot =
      slotAt === null ? { at: expiresAt, errorCode: 30036 } : { at: slotAt, errorCode: null };
  }

  function waitForSlot(message: Message, state: Running, step: Step) {
    const { clock, pending } = world;
    const { at, errorCode } = state.slot;
    countPending(pending, "steps", 1);
    state.timer = clock.at(at, () => {
      if (errorCode !== null) {
        fail(message, state, errorCode);
      } else {
        enter(message, state, step);
        goOn(message, state);
      }
      countPending(pending, "steps", -1);
    });
  }

  function fail(message: Message, state: Running, errorCode: number) {
    const step: Step = {
      status: "failed",
      errorCode,
      afterMs: 0,
      fromQueue: false,
    };
    divert(message, state, step);
  }

  /** Leaves the plan: this step is the last, and one plain callback tells of it. */
  function divert(message: Message, state: Running, step: Step) {
    const { steps } = message.journey;
    steps.splice(state.stepIndex, steps.length, step);
    running.delete(message);
    state.outbox.replaceFrom(state.stepIndex, [plainEmission(state.stepIndex, step.status)]);
    enter(message, state, step);
  }

  function enter(message: Message, state: Running, step: Step) {
    const at = world.clock.now();
    if (!message.hasSender && step.status !== "canceled") {
      message.from ??= chooseSender(world, message);
      message.hasSender = true;
    }
    if (step.status === "sending" && message.journey.rcsFallback) {
      message.channel = "sms";
      message.from = message.fallbackFrom ?? chooseSender(world, message);
    }
    message.status = step.status;
    message.errorCode = step.errorCode;
    message.updatedAt = at;
    if (step.status === "sent" || (finalStatuses.has(step.status) && step.status !== "canceled")) {
      if (step.status !== "failed") message.sentAt ??= at;
    }
    if (message.sentAt !== null && message.price === null) priceLater(message);
    message.ledger.statuses.push({
      status: step.status,
      errorCode: step.errorCode,
      at,
    });
    state.outbox.happened(state.stepIndex, {
      status: step.status,
      errorCode: step.errorCode,
      from: message.from,
      channel: message.channel,
      at,
    });
  }

  const priced = new WeakSet<Message>();

  /** Twilio fills the price in some time after the message was sent. */
  function priceLater(message: Message) {
    if (priced.has(message)) return;
    priced.add(message);
    const { clock, pending } = world;
    countPending(pending, "steps", 1);
    clock.after(scaled(message.draws.between("priceAfter", 1_000, 5_000)), () => {
      const pieces = message.channel === "sms" ? message.segments : 1;
      message.price = `-${(pricePerSegment[message.channel] * pieces).toFixed(5)}`;
      message.updatedAt = clock.now();
      countPending(pending, "steps", -1);
    });
  }

  return {
    start,
    cancel(message) {
      const state = running.get(message);
      const isUnsent = ["accepted", "scheduled", "queued"].includes(message.status);
      if (!state || !isUnsent) return false;
      state.timer.cancel();
      divert(message, state, {
        status: "canceled",
        errorCode: null,
        afterMs: 0,
        fromQueue: false,
      });
      countPending(world.pending, state.isScheduled ? "scheduled" : "steps", -1);
      return true;
    },
  };
}

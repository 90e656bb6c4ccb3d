import { describe, expect, test } from "vitest";
import { buildStatusTimeline, type TimelineMessage } from "@/lib/domain/status-timeline";
import type { TimelineEvent } from "@/lib/domain/timeline-entries";
import { type Phrase, type SentenceFacts, timelineSentence } from "@/lib/domain/timeline-sentence";
import {
  asked,
  created,
  heard,
  instantAfter,
  messageOf,
  SUBMITTED_AT_US,
  seconds,
} from "./status-timeline-story";

type Facts = Partial<TimelineMessage & SentenceFacts>;

function told(phrase: Phrase): string {
  if (typeof phrase === "string") return phrase;
  return "strong" in phrase ? phrase.strong : `+${(phrase.atUs - SUBMITTED_AT_US) / 1_000_000} s`;
}

function sentence(afterSeconds: number, events: readonly TimelineEvent[], facts: Facts = {}) {
  const message = messageOf(events, facts);
  const timeline = buildStatusTimeline(message, SUBMITTED_AT_US + seconds(afterSeconds));
  return timelineSentence({ ...message, ...facts }, timeline)
    .map(told)
    .join("");
}

const cases: [string, number, TimelineEvent[], Facts, string][] = [
  [
    "two different endings",
    900,
    [heard("undelivered", 3.666), heard("delivered", 448.123)],
    {},
    "The carrier said undelivered, then 7 min 24 s later delivered. Until Twilio’s own record decides, the failure stands.",
  ],
  [
    "three different endings without a failure first",
    900,
    [heard("delivered", 1), heard("canceled", 2), heard("failed", 4)],
    {},
    "The carrier said delivered, then 1.0 s later canceled, then 2.0 s later failed. Until Twilio’s own record decides, the failure stands.",
  ],
  [
    "endings without any failure",
    900,
    [heard("delivered", 1), heard("canceled", 2)],
    {},
    "The carrier said delivered, then 1.0 s later canceled. Until Twilio’s own record decides, canceled stands.",
  ],
  [
    "a contradiction that Twilio's record settled",
    900,
    [heard("undelivered", 3), heard("delivered", 447), asked("delivered", 600)],
    {},
    "The carrier said undelivered, then 7 min 24 s later delivered. Twilio’s own record, read at +600 s, says delivered.",
  ],
  [
    "Twilio's record denies the only callback",
    900,
    [heard("undelivered", 3), asked("delivered", 600)],
    {},
    "The carrier said undelivered. Twilio’s own record, read at +600 s, says delivered.",
  ],
  [
    "a lost callback, filled in",
    2000,
    [heard("delivered", 2), asked("read", 914)],
    { channel: "whatsapp" },
    "The read callback never came. Milepost asked Twilio at +914 s and filled it in.",
  ],
  [
    "no callback was asked for",
    2000,
    [created("queued", 0.2), asked("delivered", 60)],
    { callbackMode: "none" },
    "No callback was asked for. Twilio’s own record, read at +60 s, says delivered.",
  ],
  ["submitting", 1, [], { submission: "pending" }, "Milepost is handing it to Twilio."],
  [
    "rejected",
    1,
    [],
    { submission: "rejected" },
    "Twilio refused the request, so there is no message and nothing was sent.",
  ],
  [
    "no answer",
    1,
    [],
    { submission: "unknown" },
    "Twilio did not answer the request, so the message may exist. A callback or Twilio’s own record will tell; Milepost never sends it a second time.",
  ],
  [
    "scheduled",
    1,
    [created("scheduled", 0.2)],
    { sendAt: instantAfter(7200), messagingServiceSid: "MG1" },
    "Twilio keeps it and sends it at +7200 s.",
  ],
  ["accepted", 1, [created("accepted", 0.2)], {}, "Twilio has it and is choosing a sender."],
  ["queued", 1, [created("queued", 0.2)], {}, "Twilio has it in the queue of its sender."],
  [
    "queued for too long",
    1000,
    [created("queued", 0.2)],
    {},
    "Twilio has it in the queue of its sender. Nothing has come for 16 min 39 s; a callback may be lost.",
  ],
  [
    "queued without a callback address",
    1,
    [created("queued", 0.2)],
    { callbackMode: "none" },
    "Twilio has it in the queue of its sender. No callback was asked for, so only Twilio’s own record can tell more.",
  ],
  ["sending", 1, [heard("sending", 0.5)], {}, "Twilio is handing it to the carrier."],
  ["sent", 2, [heard("sent", 1)], {}, "The carrier has it. The receipt is still to come."],
  [
    "sent, no receipt",
    400,
    [heard("sent", 1)],
    {},
    "The carrier took it 6 min 39 s ago and has sent no receipt. Some carriers never send one, so it may have arrived.",
  ],
  [
    "delivered",
    60,
    [heard("delivered", 3.666)],
    {},
    "The carrier confirmed the delivery after 3.7 s.",
  ],
  [
    "delivered by WhatsApp",
    60,
    [heard("delivered", 3.666)],
    { channel: "whatsapp" },
    "WhatsApp confirmed the delivery after 3.7 s.",
  ],
  [
    "read",
    60,
    [heard("delivered", 3), heard("read", 20)],
    { channel: "whatsapp" },
    "The recipient read it 17 s after delivery.",
  ],
  [
    "read before the delivery was heard of",
    60,
    [heard("read", 2), heard("delivered", 3)],
    { channel: "whatsapp" },
    "The recipient has read it.",
  ],
  [
    "read after undelivered",
    60,
    [heard("undelivered", 3), heard("read", 20)],
    {},
    "The recipient has read it, although it was reported undelivered.",
  ],
  [
    "undelivered with a code",
    60,
    [heard("undelivered", 3, { errorCode: 30003 })],
    {},
    "The carrier did not deliver it.",
  ],
  [
    "failed without a code",
    60,
    [heard("failed", 3)],
    {},
    "Twilio could not send it and gave no reason.",
  ],
  [
    "canceled",
    60,
    [created("scheduled", 0.2), heard("canceled", 3)],
    {},
    "It was canceled before its send time. Nothing was sent.",
  ],
  [
    "only an undocumented word",
    60,
    [heard("held_by_carrier", 3)],
    {},
    "Twilio sent a status that its documentation does not know: held_by_carrier. It is kept and does not move the message.",
  ],
  [
    "an undocumented word on the way",
    60,
    [heard("held", 1), heard("delivered", 3)],
    {},
    "The carrier confirmed the delivery after 3.0 s. Twilio also said held, which its documentation does not know.",
  ],
  [
    "an orphan",
    60,
    [heard("failed", 3, { errorCode: 30001 })],
    { origin: "orphan" },
    "Twilio could not send it. It was not sent from here: only its callbacks came.",
  ],
  [
    "an orphan under way",
    2,
    [heard("sent", 1)],
    { origin: "orphan", callbackMode: "none" },
    "The carrier has it. The receipt is still to come. It was not sent from here: only its callbacks came.",
  ],
  [
    "adopted after its callbacks",
    60,
    [heard("sent", 3), asked("delivered", 50)],
    { origin: "adopted" },
    "The carrier confirmed the delivery.",
  ],
];

describe("one sentence for every situation", () => {
  test.each(cases)("%s", (_, afterSeconds, events, facts, text) => {
    expect(sentence(afterSeconds, events, facts)).toBe(text);
  });
});

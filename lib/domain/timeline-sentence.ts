import { formatSpan } from "./duration-format";
import { isFailure, isMessageStatus } from "./message-status";
import type { StatusTimeline } from "./status-timeline";
import type { TimelineEntry } from "./timeline-entries";

/** A piece of a sentence: plain words, words with weight, or an instant for the reader's own clock. */
export type Phrase = string | { strong: string } | { atUs: number };

export type SentenceFacts = {
  channel: string;
  origin: "dashboard" | "api" | "orphan" | "adopted";
  callbackMode?: "message" | "service" | "both" | "none";
};

/**
 * What became of a message, in one sentence or a few: what happened, what it means, what decides. For every state
 * of the timeline there is one.
 */
export function timelineSentence(facts: SentenceFacts, timeline: StatusTimeline): Phrase[] {
  return [...mainSentence(facts, timeline), ...afterthoughts(facts, timeline)];
}

function mainSentence(facts: SentenceFacts, timeline: StatusTimeline): Phrase[] {
  const { standing, settledBy } = timeline;
  if (timeline.isContradictory) {
    const standing = isFailure(timeline.state) ? "the failure" : timeline.state;
    return [
      ...endingsTold(facts, timeline.endings),
      ` Until Twilio’s own record decides, ${standing} stands.`,
    ];
  }
  if (settledBy) {
    return [
      ...endingsTold(
        facts,
        timeline.endings.filter((ending) => ending !== settledBy),
      ),
      ` Twilio’s own record, read at `,
      { atUs: settledBy.atUs },
      `, says ${settledBy.event.status}.`,
    ];
  }
  if (standing?.isRecovered && facts.origin !== "adopted") return recovered(facts, standing);
  return plainSentence(facts, timeline);
}

function recovered(facts: SentenceFacts, entry: TimelineEntry): Phrase[] {
  const { status } = entry.event;
  if (facts.callbackMode === "none" && facts.origin !== "orphan") {
    return [
      "No callback was asked for. Twilio’s own record, read at ",
      { atUs: entry.atUs },
      `, says ${status}.`,
    ];
  }
  return [
    `The ${status} callback never came. Milepost asked Twilio at `,
    { atUs: entry.atUs },
    " and filled it in.",
  ];
}

/** “The carrier said undelivered, then 7 min 24 s later delivered.” */
function endingsTold(facts: SentenceFacts, endings: readonly TimelineEntry[]): Phrase[] {
  const told: Phrase[] = [];
  for (const [index, { event, atUs }] of endings.entries()) {
    const previous = endings[index - 1];
    if (!previous) {
      told.push(`${teller(facts, event.status, event.source)} said ${event.status}`);
    } else {
      told.push(
        ", then ",
        { strong: `${formatSpan(atUs - previous.atUs)} later` },
        ` ${event.status}`,
      );
    }
  }
  return told.length > 0 ? [...told, "."] : told;
}

function teller(facts: SentenceFacts, word: string, source: string): string {
  if (source === "api" || word === "failed" || word === "canceled") return "Twilio";
  return channelName(facts.channel) ?? "The carrier";
}

function channelName(channel: string): string | null {
  if (channel === "whatsapp") return "WhatsApp";
  return channel === "messenger" ? "Messenger" : null;
}

function plainSentence(facts: SentenceFacts, timeline: StatusTimeline): Phrase[] {
  const carrier = channelName(facts.channel) ?? "The carrier";
  const { state, dueUs, silentForUs, took } = timeline;
  const hasCode = timeline.headline.errorCode !== null;
  switch (state) {
    case "submitting":
      return ["Milepost is handing it to Twilio."];
    case "rejected":
      return ["Twilio refused the request, so there is no message and nothing was sent."];
    case "no_answer":
      return [
        "Twilio did not answer the request, so the message may exist. A callback or Twilio’s own record will tell; Milepost never sends it a second time.",
      ];
    case "scheduled":
      return dueUs === null
        ? ["Twilio keeps it until its send time."]
        : ["Twilio keeps it and sends it at ", { atUs: dueUs }, "."];
    case "accepted":
      return ["Twilio has it and is choosing a sender."];
    case "queued":
      return ["Twilio has it in the queue of its sender."];
    case "sending":
      return [`Twilio is handing it to ${channelName(facts.channel) ?? "the carrier"}.`];
    case "sent":
      return [`${carrier} has it. The receipt is still to come.`];
    case "partially_delivered":
      return [`${carrier} confirmed a part of it.`];
    case "no_receipt":
      return [
        `${carrier} took it `,
        { strong: `${formatSpan(silentForUs ?? 0)} ago` },
        " and has sent no receipt. Some carriers never send one, so it may have arrived.",
      ];
    case "delivered":
      return took === null || took.isAtMost
        ? [`${carrier} confirmed the delivery.`]
        : [`${carrier} confirmed the delivery after `, { strong: formatSpan(took.us) }, "."];
    case "read":
      return readSentence(timeline);
    case "undelivered":
      return [`${carrier} did not deliver it${hasCode ? "" : " and gave no reason"}.`];
    case "failed":
      return [`Twilio could not send it${hasCode ? "" : " and gave no reason"}.`];
    case "canceled":
      return ["It was canceled before its send time. Nothing was sent."];
    case "unknown_status":
      return [
        "Twilio sent a status that its documentation does not know: ",
        { strong: timeline.headline.status ?? "" },
        ". It is kept and does not move the message.",
      ];
  }
}

function readSentence(timeline: StatusTimeline): Phrase[] {
  const failure = timeline.endings.find(({ event }) => event.status !== "delivered");
  if (failure) {
    return [`The recipient has read it, although it was reported ${failure.event.status}.`];
  }
  const { took, readTook } = timeline;
  const isKnown = took !== null && readTook !== null && readTook.us > took.us;
  return isKnown
    ? ["The recipient read it ", { strong: formatSpan(readTook.us - took.us) }, " after delivery."]
    : ["The recipient has read it."];
}

function afterthoughts(facts: SentenceFacts, timeline: StatusTimeline): Phrase[] {
  const thoughts: Phrase[] = [];
  const isWaiting = timeline.expected.some((step) => !step.isOptional);
  const unknownWords = new Set(
    timeline.journey.filter((entry) => entry.isUnknown).map((entry) => entry.event.status),
  );
  const { status } = timeline.headline;
  if (status !== null && isMessageStatus(status) && unknownWords.size > 0) {
    thoughts.push(
      ` Twilio also said ${[...unknownWords].join(", ")}, which its documentation does not know.`,
    );
  }
  if (isWaiting && timeline.expected[0]?.isOverdue && timeline.state !== "no_receipt") {
    thoughts.push(
      " Nothing has come for ",
      { strong: formatSpan(timeline.silentForUs ?? 0) },
      "; a callback may be lost.",
    );
  }
  const isOurs = facts.origin === "dashboard" || facts.origin === "api";
  if (isWaiting && isOurs && facts.callbackMode === "none") {
    thoughts.push(" No callback was asked for, so only Twilio’s own record can tell more.");
  }
  if (facts.origin === "orphan") {
    thoughts.push(" It was not sent from here: only its callbacks came.");
  }
  return thoughts;
}

import { describe, expect, test } from "vitest";
import { buildStatusTimeline, type TimelineMessage } from "@/lib/domain/status-timeline";
import type { TimelineEvent } from "@/lib/domain/timeline-entries";
import { type TimelineItem, type TimelineOrder, timelineItems } from "@/lib/domain/timeline-items";
import {
  asked,
  created,
  heard,
  instantAfter,
  messageOf,
  SUBMITTED_AT_US,
  seconds,
} from "./status-timeline-story";

function itemsAt(
  afterSeconds: number,
  events: readonly TimelineEvent[],
  facts: Partial<TimelineMessage> = {},
  order: TimelineOrder = "journey",
) {
  const nowUs = SUBMITTED_AT_US + seconds(afterSeconds);
  return timelineItems(buildStatusTimeline(messageOf(events, facts), nowUs), order);
}

function told(item: TimelineItem): string {
  switch (item.kind) {
    case "event":
      return item.entry.event.status;
    case "expected":
      return `expected ${item.step.status}`;
    case "fold":
      return `${item.entries.length} × ${item.entries[0]?.event.status}`;
    case "submitted":
    case "due":
    case "rejected":
    case "no_answer":
    case "quarantined":
    case "verdict":
      return item.kind;
  }
}

describe("the lines of a timeline", () => {
  test("begin with the submission and end with what should come next", () => {
    expect(itemsAt(2, [created("queued", 0.2), heard("sent", 1)]).map(told)).toEqual([
      "submitted",
      "queued",
      "sent",
      "expected delivered",
    ]);
  });

  test("begin with the first event when it was not sent from here", () => {
    const items = itemsAt(60, [heard("delivered", 2)], { origin: "orphan" });
    expect(items.map(told)).toEqual(["delivered"]);
    expect(items[0]).toMatchObject({ link: "none", deltaUs: 0 });
  });

  test("join two endings by doubt, and leave the verdict to Twilio's record", () => {
    const items = itemsAt(900, [
      heard("sent", 1),
      heard("undelivered", 3),
      heard("held", 5),
      heard("delivered", 447),
    ]);
    expect(items.map((item) => [told(item), item.link])).toEqual([
      ["submitted", "none"],
      ["sent", "travelled"],
      ["undelivered", "travelled"],
      ["held", "conflict"],
      ["delivered", "conflict"],
      ["verdict", "waiting"],
    ]);
  });

  test("join settled endings like any other", () => {
    const items = itemsAt(900, [
      heard("undelivered", 3),
      heard("delivered", 447),
      asked("delivered", 600),
    ]);
    expect(items.map((item) => item.link)).toEqual(["none", "travelled", "travelled", "travelled"]);
  });

  test("follow the order that is asked for", () => {
    const events = [heard("delivered", 2), heard("sent", 5)];
    expect(itemsAt(60, events).map(told)).toEqual(["submitted", "sent", "delivered"]);
    expect(itemsAt(60, events, {}, "arrival").map(told)).toEqual([
      "submitted",
      "delivered",
      "sent",
    ]);
  });

  test("name the send time where a scheduled message sets off, and count from there", () => {
    const items = itemsAt(
      90_000,
      [created("scheduled", 0.2), heard("queued", 86_400.5), heard("delivered", 86_404)],
      { sendAt: instantAfter(86_400), messagingServiceSid: "MG1" },
    );
    expect(items.map(told)).toEqual(["submitted", "scheduled", "due", "queued", "delivered"]);
    expect(items[2]).toMatchObject({ deltaUs: seconds(86_399.8), sinceUs: 0, link: "waiting" });
    expect(items[3]).toMatchObject({ deltaUs: seconds(0.5) });
  });

  test.each(["rejected", "unknown"] as const)("say that the submission was %s", (submission) => {
    const kinds = itemsAt(60, [], { submission }).map((item) => item.kind);
    expect(kinds).toEqual(["submitted", submission === "rejected" ? "rejected" : "no_answer"]);
  });

  test("show what waits in quarantine, and expect no more what it claims", () => {
    const message = messageOf([heard("sent", 1)]);
    const timeline = buildStatusTimeline(message, SUBMITTED_AT_US + seconds(5));
    const items = timelineItems(timeline, "journey", [
      { id: "r1", claimedStatus: "delivered", receivedAt: instantAfter(3) },
    ]);
    expect(items.map(told)).toEqual(["submitted", "sent", "quarantined"]);
    expect(items[2]).toMatchObject({ sinceUs: seconds(3), deltaUs: seconds(2) });
  });

  test("fold many repetitions of a word into one line, and leave a few as they are", () => {
    const segments = (count: number) =>
      Array.from({ length: count }, (_, index) => heard("delivered", 2 + index / 10));
    expect(itemsAt(60, [heard("sent", 1), ...segments(57)]).map(told)).toEqual([
      "submitted",
      "sent",
      "delivered",
      "56 × delivered",
    ]);
    expect(itemsAt(60, segments(3))).toHaveLength(4);
  });
});

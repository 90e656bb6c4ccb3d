import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layoutBigTrack } from "@/lib/domain/big-track-layout";
import { layoutRowTrack } from "@/lib/domain/row-track-layout";
import { buildStatusTimeline, type TimelineMessage } from "@/lib/domain/status-timeline";
import type { TimelineEvent } from "@/lib/domain/timeline-entries";
import { trackOf } from "@/lib/domain/track-posts";
import { rowScale } from "@/lib/domain/track-ruler";
import {
  asked,
  created,
  heard,
  instantAfter,
  messageOf,
  SUBMITTED_AT_US,
  seconds,
} from "./status-timeline-story";

function trackAt(
  afterSeconds: number,
  events: readonly TimelineEvent[],
  facts: Partial<TimelineMessage> = {},
) {
  const message = messageOf(events, facts);
  const nowUs = SUBMITTED_AT_US + seconds(afterSeconds);
  return trackOf(buildStatusTimeline(message, nowUs), message.origin, nowUs);
}

describe("what a track shows", () => {
  test("one post for each word, however often it came", () => {
    const track = trackAt(60, [
      created("queued", 0.2),
      heard("sent", 1),
      heard("delivered", 2),
      heard("delivered", 3),
      heard("delivered", 4),
    ]);
    expect(track.posts.map((post) => post.word)).toEqual(["queued", "sent", "delivered"]);
    expect(track.note).toEqual({ kind: "repeated", text: "×3" });
  });

  test("only the headline keeps its colour", () => {
    const track = trackAt(60, [heard("sent", 1), heard("delivered", 2)]);
    expect(track.posts.map((post) => post.isStanding)).toEqual([false, true]);
  });

  test("two contradicting endings both keep it, until Twilio's record decides", () => {
    const events = [heard("undelivered", 3), heard("delivered", 400)];
    expect(trackAt(500, events).posts.map((post) => post.isStanding)).toEqual([true, true]);
    const settled = trackAt(700, [...events, asked("delivered", 600)]);
    expect(settled.posts.map((post) => post.isStanding)).toEqual([false, true]);
    expect(settled.isContradictory).toBe(false);
  });

  test("a late post stands between its neighbours and remembers when it came", () => {
    const track = trackAt(60, [heard("queued", 0.5), heard("delivered", 3), heard("sent", 9.4)]);
    const sent = track.posts[1];
    expect(sent).toMatchObject({ word: "sent", isLate: true, arrivedSeconds: 9.4 });
    expect(sent?.seconds).toBeGreaterThan(0.5);
    expect(sent?.seconds).toBeLessThan(3);
  });

  test.each<[string, TimelineEvent[], Partial<TimelineMessage>, string | null]>([
    ["conflict", [heard("undelivered", 3), heard("delivered", 4)], {}, "conflict"],
    ["unknown", [heard("held", 3), heard("delivered", 4)], {}, "held"],
    ["recovered", [heard("sent", 3), asked("delivered", 4)], {}, "via API"],
    ["orphan", [heard("delivered", 4)], { origin: "orphan" }, "orphan"],
    ["late", [heard("delivered", 3), heard("sent", 4)], {}, "late"],
    ["nothing", [heard("delivered", 3)], {}, null],
  ])("notes %s", (_, events, facts, text) => {
    expect(trackAt(60, events, facts).note?.text ?? null).toBe(text);
  });

  test("the wait of a scheduled message is cut out of the ruler", () => {
    const track = trackAt(
      86_500,
      [created("scheduled", 0.2), heard("queued", 86_400.5), heard("sent", 86_402)],
      { sendAt: instantAfter(86_400), messagingServiceSid: "MG1" },
    );
    expect(track.posts.map((post) => post.isAfterWait)).toEqual([false, true, false]);
    expect(track.posts.map((post) => post.seconds)).toEqual([0.2, 0.5, 2]);
  });

  test.each([
    ["rejected", "rejected"],
    ["unknown", "no_answer"],
  ] as const)("a submission that is %s is a post of its own", (submission, word) => {
    const track = trackAt(60, [], { submission });
    expect(track.posts).toMatchObject([{ word, isStanding: true }]);
    expect(track.ghosts).toEqual([]);
  });
});

describe("the row track", () => {
  test("draws a message under way up to now, and what should come", () => {
    const layout = layoutRowTrack(trackAt(3, [heard("sent", 1)]));
    expect(layout.segments.map((segment) => segment.kind)).toEqual([
      "travelled",
      "live",
      "waiting",
    ]);
    expect(layout.segments[1]?.toX).toBeCloseTo(rowScale.toX(3), 6);
    expect(layout.ghosts).toMatchObject([{ word: "delivered", x: rowScale.toX(7) }]);
  });

  test("draws silence up to now when no receipt came", () => {
    const layout = layoutRowTrack(trackAt(1000, [heard("sent", 1)]));
    expect(layout.segments.map((segment) => segment.kind)).toEqual(["travelled", "silent"]);
    expect(layout.silentX).toBeCloseTo(rowScale.toX(1000), 6);
  });

  test("hatches the way between two endings that deny each other", () => {
    const layout = layoutRowTrack(
      trackAt(900, [heard("sent", 1), heard("undelivered", 3.6), heard("delivered", 448)]),
    );
    expect(layout.segments.map((segment) => segment.kind)).toEqual([
      "travelled",
      "travelled",
      "conflict",
    ]);
  });

  test("leaves room for the hatching between endings of the same moment", () => {
    const { segments } = layoutRowTrack(
      trackAt(900, [heard("undelivered", 3.6), heard("delivered", 3.7)]),
    );
    const hatch = segments.at(-1);
    expect(hatch?.kind).toBe("conflict");
    expect((hatch?.toX ?? 0) - (hatch?.fromX ?? 0)).toBeGreaterThan(8);
  });

  test("moves a note that has no room behind the track above it", () => {
    const near = layoutRowTrack(trackAt(60, [heard("delivered", 3), heard("sent", 4)]));
    const far = layoutRowTrack(trackAt(9e4, [heard("sent", 3), asked("delivered", 8e4)]));
    expect(near.note).toMatchObject({ text: "late", anchor: "start" });
    expect(far.note).toMatchObject({ text: "via API", anchor: "end", x: 176 });
  });

  test("shortens an undocumented word", () => {
    const word = "temporarily_withheld_by_the_carrier";
    expect(layoutRowTrack(trackAt(60, [heard(word, 3)])).note?.text).toBe("temporarily_withh…");
  });
});

const arbitraryStory = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        "accepted",
        "queued",
        "sending",
        "sent",
        "delivered",
        "undelivered",
        "failed",
        "canceled",
        "read",
        "held_a",
        "held_b",
        "held_c",
      ),
      fc.double({ min: 0.001, max: 2e5, noNaN: true }),
    ),
    { maxLength: 30 },
  )
  .map((pairs) => pairs.map(([status, after]) => heard(status, after)));

describe("for every story", () => {
  test("posts run forward within the track at both sizes", () => {
    fc.assert(
      fc.property(
        arbitraryStory,
        fc.integer({ min: 300, max: 1400 }),
        fc.constantFrom(2, 900, 3e5),
        (events, width, now) => {
          const track = trackAt(now, events);
          const row = layoutRowTrack(track);
          const big = layoutBigTrack(track, width);
          for (const [posts, endX] of [
            [row.posts, 166],
            [big.posts, width - 24],
          ] as const) {
            const gaps = posts.slice(1).map((post, index) => post.x - (posts[index]?.x ?? 0));
            expect(gaps.every((gap) => gap > 0)).toBe(true);
            expect(posts.every((post) => post.x > 4 && post.x <= endX + 1e-6)).toBe(true);
          }
          expect(big.labels).toHaveLength(
            1 + big.posts.length + big.ghosts.length + Number(big.silentX !== null),
          );
          expect(row.segments.every((segment) => Number.isFinite(segment.toX))).toBe(true);
        },
      ),
    );
  });
});

describe("the large track", () => {
  test("leads a late post from where it came back to where it belongs", () => {
    const layout = layoutBigTrack(
      trackAt(60, [heard("queued", 0.5), heard("delivered", 3), heard("sent", 9.4)]),
      500,
    );
    expect(layout.elbows).toHaveLength(1);
    expect(layout.elbows[0]?.fromX).toBeGreaterThan(layout.elbows[0]?.toX ?? Infinity);
    expect(layout.elbows[0]?.toX).toBe(layout.posts[1]?.x);
  });

  test("starts lower when several posts were over before 0.1 s", () => {
    const firstLabel = (...afterSeconds: number[]) => {
      const [queued = 0, sent = 0, delivered = 0] = afterSeconds;
      const events = [heard("queued", queued), heard("sent", sent), heard("delivered", delivered)];
      return layoutBigTrack(trackAt(60, events), 500).ticks.find((tick) => tick.label)?.label;
    };
    expect(firstLabel(0.012, 0.7, 3)).toBe("0.1 s");
    expect(firstLabel(0.012, 0.02, 0.03)).toBe("10 ms");
  });

  test("shows every post that is still to come", () => {
    const layout = layoutBigTrack(
      trackAt(1, [created("accepted", 0.2)], { messagingServiceSid: "MG1" }),
      500,
    );
    expect(layout.ghosts.map((ghost) => ghost.word)).toEqual(["queued", "sent", "delivered"]);
  });

  test("puts what waits in quarantine behind the last post, in place of what is expected", () => {
    const layout = layoutBigTrack(trackAt(60, [heard("sent", 1)]), 500, [
      { word: "delivered", seconds: 3 },
    ]);
    expect(layout.quarantined[0]?.x).toBeGreaterThan(layout.posts.at(-1)?.x ?? Infinity);
    expect(layout.ghosts).toEqual([]);
  });

  test("leads on to what waits in quarantine when the message is at rest", () => {
    const layout = layoutBigTrack(trackAt(60, [heard("delivered", 1)]), 500, [
      { word: "read", seconds: 30 },
    ]);
    expect(layout.segments.at(-1)?.kind).toBe("waiting");
  });

  test("does not call the start of a message submitted that was not sent from here", () => {
    const layout = layoutBigTrack(trackAt(60, [heard("sent", 1)], { origin: "orphan" }), 500);
    expect(layout.labels.map((label) => label.word)).not.toContain("submitted");
  });
});

import type { ExpectedStep } from "./expected-steps";
import { instantToUs } from "./instant";
import type { StatusTimeline } from "./status-timeline";
import { elapsedUs, isAfterDue, type TimelineEntry, type TimelineEvent } from "./timeline-entries";

/** How an item is joined to the one above it. */
export type ItemLink = "none" | "travelled" | "conflict" | "waiting";

/** `deltaUs`: from the item above; `sinceUs`: since submission or, later on, the send time. */
type Dated = { atUs: number; deltaUs: number; sinceUs: number };

/** One line of the vertical timeline, top to bottom. */
export type TimelineItem<E extends TimelineEvent = TimelineEvent> = {
  key: string;
  link: ItemLink;
} & (
  | ({ kind: "submitted" } & Dated)
  | ({ kind: "due" } & Dated)
  | { kind: "event"; entry: TimelineEntry<E>; deltaUs: number; precededBy: string | null }
  | { kind: "fold"; entries: readonly TimelineEntry<E>[] }
  | { kind: "rejected" }
  | { kind: "no_answer" }
  | ({ kind: "quarantined"; id: string; claimedStatus: string | null } & Dated)
  | { kind: "expected"; step: ExpectedStep }
  | { kind: "verdict" }
);

export type TimelineOrder = "journey" | "arrival";

export type QuarantinedCallback = {
  id: string;
  claimedStatus: string | null;
  receivedAt: string;
};

/** More repetitions of a word than this, one after the other, are folded into one line. */
const FOLD_ABOVE = 4;

/**
 * The lines of a timeline: submission, what was observed, the send time of a scheduled message where it belongs,
 * what waits in quarantine, and what should come next.
 */
export function timelineItems<E extends TimelineEvent>(
  timeline: StatusTimeline<E>,
  order: TimelineOrder,
  quarantined: readonly QuarantinedCallback[] = [],
): TimelineItem<E>[] {
  const items: TimelineItem<E>[] = [];
  let aboveUs = timeline.startUs;
  let aboveWord: string | null = null;
  const { dueUs } = timeline;
  let isDuePlaced = dueUs === null;

  const dated = (atUs: number): Dated => ({
    atUs,
    deltaUs: atUs - aboveUs,
    sinceUs: elapsedUs(timeline, atUs),
  });
  const linkTo = (link: ItemLink): ItemLink => (items.length === 0 ? "none" : link);

  if (timeline.hasSubmission) {
    const start = { atUs: timeline.startUs, deltaUs: 0, sinceUs: 0 };
    items.push({ kind: "submitted", key: "submitted", link: "none", ...start });
  }
  const entries = timeline[order];
  const denied = deniedRange(timeline, entries);
  for (const [index, entry] of entries.entries()) {
    if (dueUs !== null && !isDuePlaced && isAfterDue(timeline, entry.atUs)) {
      items.push({ kind: "due", key: "due", link: linkTo("waiting"), ...dated(dueUs), sinceUs: 0 });
      aboveUs = dueUs;
      isDuePlaced = true;
    }
    const isDenied = index > denied.first && index <= denied.last;
    items.push({
      kind: "event",
      key: entry.event.seq,
      link: linkTo(isDenied ? "conflict" : "travelled"),
      entry,
      deltaUs: entry.atUs - aboveUs,
      precededBy: aboveWord,
    });
    aboveUs = entry.atUs;
    aboveWord = entry.event.status;
  }

  if (timeline.state === "rejected" || timeline.state === "no_answer") {
    items.push({ kind: timeline.state, key: timeline.state, link: linkTo("travelled") });
  }
  for (const callback of quarantined) {
    const { id, claimedStatus } = callback;
    const at = dated(instantToUs(callback.receivedAt));
    items.push({
      kind: "quarantined",
      key: id,
      link: linkTo("waiting"),
      id,
      claimedStatus,
      ...at,
    });
  }
  if (timeline.isContradictory) {
    items.push({ kind: "verdict", key: "verdict", link: linkTo("waiting") });
  }
  const claimed = new Set(quarantined.map(({ claimedStatus }) => claimedStatus));
  const next = timeline.expected.find((step) => !claimed.has(step.status));
  if (next) items.push({ kind: "expected", key: "expected", link: linkTo("waiting"), step: next });
  return foldRepetitions(items);
}

/** From the first to the last of the endings that deny each other; the way between them is in doubt. */
function deniedRange(timeline: StatusTimeline, entries: readonly TimelineEntry[]) {
  if (!timeline.isContradictory) return { first: 0, last: -1 };
  const endings = new Set(timeline.endings.map((entry) => entry.event.seq));
  const isEnding = (entry: TimelineEntry) => endings.has(entry.event.seq);
  return { first: entries.findIndex(isEnding), last: entries.findLastIndex(isEnding) };
}

function foldRepetitions<E extends TimelineEvent>(
  items: readonly TimelineItem<E>[],
): TimelineItem<E>[] {
  const folded: TimelineItem<E>[] = [];
  let run: Extract<TimelineItem<E>, { kind: "event" }>[] = [];
  const flush = () => {
    const [first] = run;
    if (first && run.length > FOLD_ABOVE) {
      const entries = run.map((item) => item.entry);
      folded.push({ kind: "fold", key: `fold ${first.key}`, link: first.link, entries });
    } else {
      folded.push(...run);
    }
    run = [];
  };
  for (const item of items) {
    const isRepetition =
      item.kind === "event" && item.entry.isAgain && item.precededBy === item.entry.event.status;
    if (isRepetition) {
      run.push(item);
    } else {
      flush();
      folded.push(item);
    }
  }
  flush();
  return folded;
}

/** The lines that a fold stands for. */
export function unfoldRepetitions<E extends TimelineEvent>(
  fold: Extract<TimelineItem<E>, { kind: "fold" }>,
): TimelineItem<E>[] {
  return fold.entries.map((entry, index) => ({
    kind: "event",
    key: entry.event.seq,
    link: index === 0 ? fold.link : "travelled",
    entry,
    deltaUs: entry.deltaUs,
    precededBy: entry.event.status,
  }));
}

/** When a line happened; null for what has not. */
export function instantOfItem(item: TimelineItem): number | null {
  switch (item.kind) {
    case "submitted":
    case "due":
    case "quarantined":
      return item.atUs;
    case "event":
      return item.entry.atUs;
    case "fold":
      return item.entries.at(-1)?.atUs ?? null;
    case "rejected":
    case "no_answer":
    case "expected":
    case "verdict":
      return null;
  }
}

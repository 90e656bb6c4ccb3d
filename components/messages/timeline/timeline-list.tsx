"use client";

import { type ReactNode, useState } from "react";
import type { MessageDetail, StatusEvent } from "@/lib/contracts/message";
import type { StatusTimeline } from "@/lib/domain/status-timeline";
import {
  instantOfItem,
  type TimelineItem,
  type TimelineOrder,
  timelineItems,
  unfoldRepetitions,
} from "@/lib/domain/timeline-items";
import { EventLine } from "./event-line";
import {
  DueLine,
  ExpectedLine,
  FoldLine,
  NoAnswerLine,
  QuarantinedLine,
  RejectedLine,
  SubmittedLine,
  VerdictLine,
} from "./item-lines";

export type TimelineListProps = {
  message: MessageDetail;
  timeline: StatusTimeline<StatusEvent>;
  order: TimelineOrder;
};

/** The vertical timeline, oldest on top. */
export function TimelineList({ message, timeline, order }: TimelineListProps) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const items = timelineItems(timeline, order, message.quarantined).flatMap((item) =>
    item.kind === "fold" && unfolded.has(item.key) ? unfoldRepetitions(item) : [item],
  );
  const standing = new Set(
    (timeline.isContradictory ? timeline.endings : [timeline.standing]).map(
      (entry) => entry?.event.seq,
    ),
  );
  const explaining = explainingSeqs(timeline);

  const lineOf = (item: TimelineItem<StatusEvent>, index: number): ReactNode => {
    const above = items.slice(0, index).map(instantOfItem);
    const links = {
      link: item.link,
      linkBelow: items[index + 1]?.link ?? ("none" as const),
      aboveUs: above.findLast((atUs) => atUs !== null) ?? null,
    };
    switch (item.kind) {
      case "submitted":
        return <SubmittedLine key={item.key} {...links} item={item} by={message.createdBy} />;
      case "due":
        return <DueLine key={item.key} {...links} item={item} />;
      case "event":
        return (
          <EventLine
            key={item.key}
            {...links}
            entry={item.entry}
            deltaUs={item.deltaUs}
            precededBy={item.precededBy}
            isStanding={standing.has(item.entry.event.seq)}
            isExplaining={explaining.has(item.entry.event.seq)}
            statusCallback={message.statusCallback}
          />
        );
      case "fold":
        return (
          <FoldLine
            key={item.key}
            {...links}
            item={item}
            onUnfold={() => setUnfolded(new Set([...unfolded, item.key]))}
          />
        );
      case "rejected":
        return (
          <RejectedLine
            key={item.key}
            {...links}
            errorCode={message.errorCode}
            refusalMessage={message.refusalMessage}
          />
        );
      case "no_answer":
        return <NoAnswerLine key={item.key} {...links} />;
      case "quarantined":
        return <QuarantinedLine key={item.key} {...links} item={item} />;
      case "verdict":
        return <VerdictLine key={item.key} {...links} message={message} />;
      case "expected":
        return (
          <ExpectedLine
            key={item.key}
            {...links}
            step={item.step}
            timeline={timeline}
            message={message}
          />
        );
    }
  };

  return <ol className="@container">{items.map(lineOf)}</ol>;
}

/** The first event of each error code in the journey, which carries the explanation. */
function explainingSeqs(timeline: StatusTimeline<StatusEvent>): Set<string> {
  const seen = new Set<number>();
  const seqs = new Set<string>();
  for (const { event } of timeline.journey) {
    if (event.errorCode === null || seen.has(event.errorCode)) continue;
    seen.add(event.errorCode);
    seqs.add(event.seq);
  }
  return seqs;
}

"use client";

import { cn } from "@/components/ui/class-names";
import { Mark } from "@/components/ui/mark";
import { toneText } from "@/components/ui/tone";
import type { MessageDetail } from "@/lib/contracts/message";
import { formatDuration, formatSpan } from "@/lib/domain/duration-format";
import { instantToUs } from "@/lib/domain/instant";
import type { StatusTimeline, Took } from "@/lib/domain/status-timeline";
import { elapsedUs } from "@/lib/domain/timeline-entries";
import { timelineSentence } from "@/lib/domain/timeline-sentence";
import type { Track } from "@/lib/domain/track-posts";
import { Sentence } from "./timeline/sentence";
import { BigTrack } from "./track/big-track";
import { lookOf } from "./track/state-sheet";
import { StatusIcon } from "./track/status-icon";
import { describeTrack } from "./track/track-description";

export type MessageHeadProps = {
  message: MessageDetail;
  timeline: StatusTimeline;
  track: Track;
  nowUs: number;
  initialWidthPx: number;
  /** The page's heading is of the first level, the panel's of the second. */
  level: 1 | 2;
};

/** Status, one sentence, and the way so far. */
export function MessageHead(props: MessageHeadProps) {
  const { message, timeline, track, nowUs, level } = props;
  const look = lookOf(timeline.state);
  const Heading = level === 1 ? "h1" : "h2";
  const quarantined = message.quarantined.map(({ claimedStatus, receivedAt }) => ({
    word: claimedStatus ?? "refused",
    seconds: elapsedUs(timeline, instantToUs(receivedAt)) / 1_000_000,
  }));
  return (
    <section aria-label="Status" className="px-gutter pt-3.5 pb-3">
      <div className="flex flex-wrap items-center gap-x-2.25 gap-y-1">
        <StatusIcon status={timeline.state} size={20} />
        <Heading className={cn("font-semibold text-head tracking-[-0.018em]", toneText[look.tone])}>
          {look.word}
        </Heading>
        {timeline.isContradictory && (
          <Mark tone="amber">
            <StatusIcon status="conflict" /> conflict
          </Mark>
        )}
        {message.origin === "orphan" && (
          <Mark tone="violet">
            <StatusIcon status="orphan" /> orphan
          </Mark>
        )}
        <span className="mono ml-auto text-ink-2 text-small">
          <HowLong timeline={timeline} nowUs={nowUs} />
        </span>
      </div>
      <p className="mt-1 text-pretty text-ink-2">
        <Sentence phrases={timelineSentence(message, timeline)} startUs={timeline.startUs} />
      </p>
      <div className="mt-3">
        <BigTrack
          track={track}
          label={describeTrack(track, timeline)}
          quarantined={quarantined}
          initialWidthPx={props.initialWidthPx}
        />
      </div>
    </section>
  );
}

function HowLong({ timeline, nowUs }: { timeline: StatusTimeline; nowUs: number }) {
  const { took, readTook, state } = timeline;
  if (state === "read" && took && readTook && took.us !== readTook.us) {
    return (
      <>
        delivered <Time took={took} />, read <Time took={readTook} />
      </>
    );
  }
  if (took) return <Time took={took} />;
  const isWaiting = timeline.dueUs !== null && nowUs < timeline.dueUs;
  const isSilent = state === "no_receipt" || state === "no_answer";
  if (!timeline.canChange || isSilent || isWaiting) return null;
  return <>{formatSpan(elapsedUs(timeline, nowUs))} so far</>;
}

function Time({ took }: { took: Took }) {
  return (
    <>
      {took.isAtMost ? "within " : "in "}
      <b className="font-medium text-ink">{formatDuration(took.us)}</b>
    </>
  );
}

"use client";

import { ChevronDown } from "lucide-react";
import type { Route } from "next";
import { Button as AriaButton } from "react-aria-components/Button";
import { cn } from "@/components/ui/class-names";
import { TextLink } from "@/components/ui/text-link";
import { toneText } from "@/components/ui/tone";
import type { MessageDetail, StatusEvent } from "@/lib/contracts/message";
import type { ExpectedStep } from "@/lib/domain/expected-steps";
import type { StatusTimeline } from "@/lib/domain/status-timeline";
import type { TimelineItem } from "@/lib/domain/timeline-items";
import { FetchNow } from "../actions/fetch-now";
import { DashedPost, HollowPost, OriginPost, RailPost } from "../track/rail-post";
import { StatusIcon } from "../track/status-icon";
import { ClockTime } from "./clock-time";
import { ErrorExplanation } from "./error-explanation";
import { expectedWords } from "./expected-words";
import { LineNote, TimelineLine, type TimelineLineProps } from "./timeline-line";

type Links = Pick<TimelineLineProps, "link" | "linkBelow" | "aboveUs">;
type Item<Kind extends TimelineItem["kind"]> = Extract<TimelineItem<StatusEvent>, { kind: Kind }>;

const faint = "text-ink-3 text-small";

export function SubmittedLine({
  item,
  by,
  ...links
}: Links & { item: Item<"submitted">; by: string | null }) {
  return (
    <TimelineLine {...links} atUs={item.atUs} sinceUs={item.sinceUs} post={<OriginPost />}>
      <span className="font-medium">submitted</span>
      {by && <span className={faint}>by {by}</span>}
    </TimelineLine>
  );
}

export function DueLine({ item, ...links }: Links & { item: Item<"due"> }) {
  return (
    <TimelineLine
      {...links}
      atUs={item.atUs}
      deltaUs={item.deltaUs}
      sinceUs={item.sinceUs}
      post={<OriginPost />}
    >
      <span className="font-medium">send time</span>
      <span className={faint}>seconds count from here</span>
    </TimelineLine>
  );
}

export function FoldLine({
  item,
  onUnfold,
  ...links
}: Links & { item: Item<"fold">; onUnfold: () => void }) {
  const last = item.entries.at(-1);
  const status = item.entries[0]?.event.status ?? "";
  return (
    <TimelineLine
      {...links}
      atUs={last?.atUs}
      sinceUs={last?.sinceUs}
      post={<RailPost word={status} isStanding={false} />}
      details={<LineNote>Each came on its own, as for a text of several segments.</LineNote>}
    >
      <span className="font-medium">{status}</span>
      <span className={faint}>{item.entries.length} times more</span>
      <AriaButton
        onPress={onUnfold}
        className="relative inline-flex items-center gap-0.5 rounded-mark text-ink-2 text-small before:absolute before:-inset-x-2 before:-inset-y-0.5 hover:text-ink pointer-coarse:before:-inset-y-3 print:hidden [&_.lucide]:size-3"
      >
        show each <ChevronDown aria-hidden="true" />
      </AriaButton>
    </TimelineLine>
  );
}

export function RejectedLine({
  errorCode,
  refusalMessage,
  ...links
}: Links & Pick<MessageDetail, "errorCode" | "refusalMessage">) {
  return (
    <TimelineLine
      {...links}
      post={<RailPost word="rejected" isStanding />}
      details={<ErrorExplanation code={errorCode} told={refusalMessage} />}
    >
      <span className={cn("font-medium", toneText.red)}>rejected</span>
      <span className={faint}>create response</span>
    </TimelineLine>
  );
}

export function NoAnswerLine(links: Links) {
  return (
    <TimelineLine
      {...links}
      post={<StatusIcon status="no_answer" />}
      details={
        <LineNote>
          It is looked up at Twilio by recipient and time, and never sent a second time.
        </LineNote>
      }
    >
      <span className={cn("font-medium", toneText.violet)}>no answer</span>
      <span className={faint}>create request</span>
    </TimelineLine>
  );
}

export function QuarantinedLine({ item, ...links }: Links & { item: Item<"quarantined"> }) {
  const diagnosis = `/callbacks?range=all&open=r${encodeURIComponent(item.id)}` as Route;
  return (
    <TimelineLine
      {...links}
      atUs={item.atUs}
      deltaUs={item.deltaUs}
      sinceUs={item.sinceUs}
      post={<DashedPost tone="red" />}
      details={
        <LineNote>
          A callback that claims this came and was refused.{" "}
          <TextLink href={diagnosis}>See why</TextLink>
        </LineNote>
      }
    >
      <span className="text-ink-2">{item.claimedStatus ?? "no status"}</span>
      <span className={cn("text-small", toneText.red)}>refused, in quarantine</span>
    </TimelineLine>
  );
}

export function VerdictLine({ message, ...links }: Links & { message: MessageDetail }) {
  return (
    <TimelineLine
      {...links}
      post={<DashedPost />}
      aside={
        <FetchNow message={message} variant="bare">
          Ask now
        </FetchNow>
      }
    >
      <span className="text-ink-2">Twilio’s own record decides</span>
    </TimelineLine>
  );
}

export function ExpectedLine({
  step,
  timeline,
  message,
  ...links
}: Links & { step: ExpectedStep; timeline: StatusTimeline; message: MessageDetail }) {
  const { when, atUs, note } = expectedWords(step, timeline, message);
  return (
    <TimelineLine {...links} post={<HollowPost />} details={note && <LineNote>{note}</LineNote>}>
      <span className="text-ink-2">{step.status}</span>
      <span className={faint}>
        {when}
        {atUs !== null && (
          <>
            {" "}
            <ClockTime atUs={atUs} unlikeDayOfUs={timeline.startUs} />
          </>
        )}
      </span>
    </TimelineLine>
  );
}

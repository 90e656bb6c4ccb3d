"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { cn } from "@/components/ui/class-names";
import { toneText } from "@/components/ui/tone";
import type { StatusEvent } from "@/lib/contracts/message";
import { formatDelta } from "@/lib/domain/duration-format";
import type { TimelineEntry } from "@/lib/domain/timeline-entries";
import type { ItemLink } from "@/lib/domain/timeline-items";
import { RailPost } from "../track/rail-post";
import { lookOf } from "../track/state-sheet";
import { ClockTime } from "./clock-time";
import { EntryMarks } from "./entry-marks";
import { EntryRequest, hasRequest } from "./entry-request";
import { ErrorExplanation } from "./error-explanation";
import { numbered } from "./numbered";
import { LineNote, TimelineLine } from "./timeline-line";

export type EventLineProps = {
  entry: TimelineEntry<StatusEvent>;
  deltaUs: number;
  precededBy: string | null;
  link: ItemLink;
  linkBelow: ItemLink;
  aboveUs: number | null;
  /** It is the headline, or one of two endings that contradict each other. */
  isStanding: boolean;
  /** The first event with this code explains it. */
  isExplaining: boolean;
  statusCallback: string | null;
};

/** One status event. */
export function EventLine(props: EventLineProps) {
  const { entry, isStanding, deltaUs } = props;
  const { event } = entry;
  const [isOpen, setIsOpen] = useState(false);
  const requestId = useId();
  const look = lookOf(event.status);
  const isColoured = isStanding || entry.isUnknown;
  return (
    <TimelineLine
      link={props.link}
      linkBelow={props.linkBelow}
      aboveUs={props.aboveUs}
      deltaUs={deltaUs}
      gapWords={
        deltaUs < 0 && props.precededBy !== null ? (
          <BackInTime deltaUs={deltaUs} precededBy={props.precededBy} />
        ) : undefined
      }
      atUs={entry.atUs}
      sinceUs={entry.sinceUs}
      isAtMost={entry.isRecovered}
      post={
        <RailPost word={event.status} isStanding={isStanding} isRecovered={entry.isRecovered} />
      }
      details={
        <>
          {isOpen && (
            <div id={requestId}>
              <EntryRequest event={event} statusCallback={props.statusCallback} />
            </div>
          )}
          {props.isExplaining && <ErrorExplanation code={event.errorCode} />}
          <EntryNotes entry={entry} />
        </>
      }
    >
      <span className={cn("break-all font-medium", isColoured && toneText[look.tone])}>
        {event.status === "" ? "(empty)" : event.status}
      </span>
      <EntrySource
        entry={entry}
        isOpen={isOpen}
        requestId={requestId}
        onToggle={() => setIsOpen(!isOpen)}
      />
      <EntryMarks entry={entry} />
    </TimelineLine>
  );
}

const SOURCES: Record<StatusEvent["source"], string> = {
  create_response: "create response",
  callback: "callback",
  api: "Twilio’s record",
};

/** Where the event comes from; opens what came with it. */
function EntrySource({
  entry: { event, isRecovered },
  isOpen,
  requestId,
  onToggle,
}: {
  entry: TimelineEntry<StatusEvent>;
  isOpen: boolean;
  requestId: string;
  onToggle: () => void;
}) {
  if (!hasRequest(event)) {
    if (isRecovered) return null;
    return <span className="text-ink-3 text-small">{SOURCES[event.source]}</span>;
  }
  return (
    <AriaButton
      aria-expanded={isOpen}
      aria-controls={isOpen ? requestId : undefined}
      onPress={onToggle}
      className={cn(
        "relative inline-flex items-center gap-0.5 rounded-mark text-ink-3 text-small hover:text-ink",
        "before:absolute before:-inset-x-2 before:-inset-y-0.5 pointer-coarse:before:-inset-y-3",
        "[&_.lucide]:size-3 print:[&_.lucide]:hidden",
        isOpen && "text-ink",
      )}
    >
      {SOURCES[event.source]}
      <span className="sr-only"> of {event.status}, what came with it</span>
      {isOpen ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
    </AriaButton>
  );
}

function BackInTime({ deltaUs, precededBy }: { deltaUs: number; precededBy: string }) {
  return (
    <>
      {formatDelta(deltaUs)}, arrived before {precededBy}
    </>
  );
}

const SHOWN_REPETITIONS = 3;

function EntryNotes({ entry }: { entry: TimelineEntry<StatusEvent> }) {
  const { event, repeatedAtUs } = entry;
  const parameter = (name: string) =>
    event.params.find(([known, value]) => known === name && value !== "")?.[1];
  const carrierClock = parameter("RawDlrDoneDate");
  const channelWords = parameter("ChannelStatusMessage");
  const hidden = repeatedAtUs.length - SHOWN_REPETITIONS;
  return (
    <>
      {entry.isRecovered && (
        <LineNote>
          No callback came for this step. Twilio’s record says {event.status}; when exactly is not
          known, only that it was before <ClockTime atUs={entry.atUs} />.
        </LineNote>
      )}
      {entry.isUnknown && (
        <LineNote>
          Twilio’s documentation does not know this word. It is kept and does not move the message.
        </LineNote>
      )}
      {repeatedAtUs.length > 0 && (
        <LineNote>
          Again at{" "}
          {numbered(repeatedAtUs.slice(0, SHOWN_REPETITIONS)).map(({ key, item: atUs }) => (
            <span key={key}>
              {key !== "0" && ", "}
              <ClockTime atUs={atUs} hasFraction className="mono" />
            </span>
          ))}
          {hidden > 0 && ` and ${hidden} more times`}
        </LineNote>
      )}
      {channelWords && <LineNote>The channel says: “{channelWords}”</LineNote>}
      {carrierClock && (
        <LineNote>
          Carrier’s clock, zone unknown: <span className="mono">{carrierClock}</span>
        </LineNote>
      )}
    </>
  );
}

"use client";

import { useMemo } from "react";
import { BigTrack } from "@/components/messages/track/big-track";
import { describeTrack } from "@/components/messages/track/track-description";
import { TextLink } from "@/components/ui/text-link";
import { useAddressFormat } from "@/lib/browser/address-format";
import { useNowUs } from "@/lib/browser/clock";
import { messagePage } from "@/lib/browser/message-pages";
import type { CallbackDetail, CallbackMessage } from "@/lib/contracts/callback";
import { instantToUs } from "@/lib/domain/instant";
import { buildStatusTimeline } from "@/lib/domain/status-timeline";
import { elapsedUs } from "@/lib/domain/timeline-entries";
import { trackOf } from "@/lib/domain/track-posts";
import { shortSid } from "../callback-words";
import { Section } from "./section";

const PANEL_TRACK_PX = 536;
const CLOCK_STEP_MS = 5000;

/** The message that a callback is about, and the mileposts that wait in quarantine. */
export function WouldFill({ callback }: { callback: CallbackDetail }) {
  const { message, messageSid, refusal } = callback;
  const isWaiting = refusal !== null && refusal.releasedAt === null;
  const title = isWaiting ? "What it would fill" : "What it fills";
  if (message) {
    return (
      <Section title={title}>
        <Message message={message} />
      </Section>
    );
  }
  if (!isWaiting || messageSid === null) return null;
  return (
    <Section title={title}>
      <p className="text-pretty text-ink-2">
        <span className="mono text-ink text-small" title={messageSid}>
          {shortSid(messageSid)}
        </span>{" "}
        is not known here. Verified, this callback would begin an orphan.
      </p>
    </Section>
  );
}

function Message({ message }: { message: CallbackMessage }) {
  const format = useAddressFormat();
  const nowUs = useNowUs(instantToUs(message.lastEventAt ?? message.createdAt), CLOCK_STEP_MS);
  const { timeline, track, quarantined } = useMemo(() => {
    const timeline = buildStatusTimeline(message, nowUs);
    return {
      timeline,
      track: trackOf(timeline, message.origin, nowUs),
      quarantined: message.quarantined.map(({ claimedStatus, receivedAt }) => ({
        word: claimedStatus ?? "refused",
        seconds: elapsedUs(timeline, instantToUs(receivedAt)) / 1_000_000,
      })),
    };
  }, [message, nowUs]);
  return (
    <>
      <p className="text-pretty text-ink-2">
        <TextLink href={messagePage(message.id)} className="mono text-ink text-small">
          {shortSid(message.sid ?? message.id)}
        </TextLink>
        {message.to && (
          <>
            {" "}
            to <span className="mono text-small">{format(message.to).text}</span>
          </>
        )}{" "}
        {message.status === null ? "has no status yet" : `stands at ${message.status}`}.
        {quarantined.length > 0 && ` ${waitingWords(quarantined.map(({ word }) => word))}`}
      </p>
      <div className="mt-2">
        <BigTrack
          track={track}
          label={describeTrack(track, timeline)}
          quarantined={quarantined}
          initialWidthPx={PANEL_TRACK_PX}
        />
      </div>
    </>
  );
}

const NUMBERS = ["no", "One", "Two", "Three", "Four", "Five", "Six"];

function waitingWords(words: readonly string[]): string {
  const number = NUMBERS[words.length] ?? String(words.length);
  const distinct = [...new Set(words)];
  const last = distinct.at(-1);
  const list = distinct.length > 1 ? `${distinct.slice(0, -1).join(", ")} and ${last}` : last;
  return words.length === 1
    ? `${number} callback waits here: ${list}.`
    : `${number} callbacks wait here: ${list}.`;
}

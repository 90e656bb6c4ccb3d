"use client";

import { ClockTime } from "@/components/messages/timeline/clock-time";
import { numbered } from "@/components/messages/timeline/numbered";
import type { CallbackDetail } from "@/lib/contracts/callback";
import { formatDelta, formatSpan } from "@/lib/domain/duration-format";
import { instantToUs } from "@/lib/domain/instant";
import type { CallbackActions } from "../callback-actions";
import { AdoptOrphan } from "./adopt-orphan";
import { Section } from "./section";
import { VerdictHead } from "./verdict-head";

export type RecordedSectionsProps = {
  callback: CallbackDetail;
  onAdopt: CallbackActions["adopt"];
  onChanged: () => Promise<void>;
};

/** What became of a callback that was verified. */
export function RecordedSections({ callback, onAdopt, onChanged }: RecordedSectionsProps) {
  const { verdict, message } = callback;
  return (
    <>
      <section aria-label="Finding" className="border-line border-b px-gutter pt-3.5 pb-3.5">
        <VerdictHead verdict={verdict} answer="200">
          {sentenceOf(callback)}
        </VerdictHead>
        {callback.isReleased && (
          <p className="mt-1 text-ink-2">It was refused at first, and recorded after a fix.</p>
        )}
        {message?.origin === "orphan" && (
          <AdoptOrphan messageId={message.id} onAdopt={onAdopt} onChanged={onChanged} />
        )}
      </section>
      {callback.times.length > 1 && <Times callback={callback} />}
    </>
  );
}

function sentenceOf({ verdict, times, keyLabel, receivedAt }: CallbackDetail): string {
  const key = keyLabel === null ? "" : ` with the ${keyLabel} key`;
  switch (verdict) {
    case "repeated": {
      const afterUs = instantToUs(receivedAt) - instantToUs(times[0] ?? receivedAt);
      return `Twilio sent the same callback again, ${formatSpan(afterUs)} after the first. It counts once.`;
    }
    case "orphan":
      return `Verified${key} and recorded, but its message was not sent from here.`;
    case "recorded":
    case "refused":
      return `Verified${key} and recorded.`;
  }
}

const SHOWN_TIMES = 20;

function Times({ callback }: { callback: CallbackDetail }) {
  const { times, receivedAt } = callback;
  const firstUs = instantToUs(times[0] ?? receivedAt);
  return (
    <Section title="Came" detail={`${times.length} times`}>
      <ol className="mono text-small">
        {numbered(times.slice(0, SHOWN_TIMES)).map(({ key, item }) => (
          <li key={key} className="flex gap-4 py-0.5">
            <ClockTime
              atUs={instantToUs(item)}
              hasFraction
              unlikeDayOfUs={firstUs}
              className={item === receivedAt ? "font-semibold" : "text-ink-2"}
            />
            {key !== "0" && (
              <span className="text-ink-3">{formatDelta(instantToUs(item) - firstUs)}</span>
            )}
          </li>
        ))}
      </ol>
      {times.length > SHOWN_TIMES && (
        <p className="text-ink-3 text-small">and {times.length - SHOWN_TIMES} more</p>
      )}
    </Section>
  );
}

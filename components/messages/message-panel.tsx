"use client";

import { useState } from "react";
import { nowUs as readClock } from "@/lib/browser/clock";
import { useMessage } from "@/lib/browser/use-message";
import type { MessageDetail } from "@/lib/contracts/message";
import { MessageActions } from "./message-actions";
import { MessageAnnouncer } from "./message-announcer";
import { HowItWasSent } from "./message-delivery";
import { FactList, FurtherFacts, RouteFacts } from "./message-facts";
import { MessageHead } from "./message-head";
import { MessageLoadFailure } from "./message-load-failure";
import { MessageSkeleton } from "./message-skeleton";
import { MessageText } from "./message-text";
import { Timeline } from "./timeline/timeline";
import { useMessageClock } from "./use-message-clock";

/** A message beside the list: everything its page shows, in one column. Fills a flex column. */
export function MessagePanel({ messageId }: { messageId: string }) {
  const { data, error, mutate } = useMessage(messageId);
  if (data) return <LoadedPanel message={data} />;
  if (error) return <MessageLoadFailure error={error} onRetry={() => void mutate()} />;
  return <MessageSkeleton />;
}

const PANEL_TRACK_PX = 472;

function LoadedPanel({ message }: { message: MessageDetail }) {
  const [openedAtUs] = useState(readClock);
  const { nowUs, timeline, track } = useMessageClock(message, openedAtUs);
  return (
    <>
      <div className="thin-scroll min-h-0 flex-1 overflow-auto">
        <MessageHead
          message={message}
          timeline={timeline}
          track={track}
          nowUs={nowUs}
          initialWidthPx={PANEL_TRACK_PX}
          level={2}
        />
        <div className="@container/facts border-line border-y px-gutter py-3.5">
          <MessageText message={message} />
          <FactList className={TWO_COLUMNS}>
            <RouteFacts message={message} />
          </FactList>
        </div>
        <Timeline message={message} timeline={timeline} className="px-gutter pt-3 pb-6" />
        <div className="@container/facts border-line border-t px-gutter py-3.5">
          <HowItWasSent message={message} />
          <FactList className={`mt-1 ${TWO_COLUMNS}`}>
            <FurtherFacts message={message} />
          </FactList>
        </div>
      </div>
      <div className="shrink-0 border-line border-t px-gutter py-2.5 empty:hidden print:hidden">
        <MessageActions message={message} timeline={timeline} />
      </div>
      <MessageAnnouncer timeline={timeline} />
    </>
  );
}

const TWO_COLUMNS = "@min-[26rem]/facts:grid-cols-[4.75rem_minmax(0,1fr)_4.25rem_minmax(0,0.8fr)]";

"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import { useMessage } from "@/lib/browser/use-message";
import type { MessageDetail } from "@/lib/contracts/message";
import { MessageActions } from "./message-actions";
import { MessageAnnouncer } from "./message-announcer";
import { HowItWasSent } from "./message-delivery";
import { FactList, FurtherFacts, RouteFacts } from "./message-facts";
import { MessageHead } from "./message-head";
import { MessageLegend } from "./message-legend";
import { MessageText } from "./message-text";
import { Timeline } from "./timeline/timeline";
import { useMessageClock } from "./use-message-clock";

const PAGE_TRACK_PX = 1200;

export type MessagePageProps = {
  /** As the server rendered it; the browser keeps it up to date. */
  message: MessageDetail;
  renderedAtUs: number;
};

/** One message on a page of its own. */
export function MessagePage({ message: rendered, renderedAtUs }: MessagePageProps) {
  const { data } = useMessage(rendered.id, rendered);
  const message = data ?? rendered;
  const { nowUs, timeline, track } = useMessageClock(message, renderedAtUs);
  const name = message.sid ?? message.id;
  return (
    <article className="thin-scroll @container/page flex h-full flex-col overflow-auto print:block print:h-auto print:overflow-visible">
      <div className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 border-line border-b px-gutter py-1">
        <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-2">
          <TextLink href="/messages" className="text-ink-2 no-underline hover:underline">
            Messages
          </TextLink>
          <span aria-hidden="true" className="text-ink-3">
            /
          </span>
          <span className="mono min-w-0 truncate text-small" title={name}>
            {name}
          </span>
          <CopyButton
            text={name}
            label={message.sid ? "Copy the message SID" : "Copy the message’s id"}
            className="print:hidden"
          />
        </nav>
        <div className="ml-auto min-w-0 max-tablet:w-full">
          <MessageActions message={message} timeline={timeline} />
        </div>
      </div>
      <MessageHead
        message={message}
        timeline={timeline}
        track={track}
        nowUs={nowUs}
        initialWidthPx={PAGE_TRACK_PX}
        level={1}
      />
      <div className="grid border-line border-t @min-[56rem]/page:flex-1 @min-[56rem]/page:grid-cols-[minmax(0,1fr)_25rem]">
        <Timeline message={message} timeline={timeline} className="px-gutter pt-3 pb-8" />
        <aside
          aria-label="Details"
          className="divide-y divide-line @max-[56rem]/page:border-line @max-[56rem]/page:border-t @min-[56rem]/page:border-line @min-[56rem]/page:border-l [&>*]:px-gutter [&>*]:py-3.5"
        >
          <div>
            <MessageText message={message} />
            <FactList>
              <RouteFacts message={message} />
              <FurtherFacts message={message} />
            </FactList>
          </div>
          <section>
            <HowItWasSent message={message} />
          </section>
          <section className="print:hidden">
            <MessageLegend />
          </section>
        </aside>
      </div>
      <MessageAnnouncer timeline={timeline} />
    </article>
  );
}

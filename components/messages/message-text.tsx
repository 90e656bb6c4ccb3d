"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { ExternalLink } from "@/components/ui/external-link";
import type { MessageDetail } from "@/lib/contracts/message";
import type { RevealedMessage } from "@/lib/contracts/privacy";
import { instantToUs } from "@/lib/domain/instant";
import { HiddenText } from "./hidden-text";
import { ClockTime } from "./timeline/clock-time";
import { numbered } from "./timeline/numbered";

/** What was sent: the text in its own direction, or why there is none; template and media. */
export function MessageText({ message: shown }: { message: MessageDetail }) {
  const [revealed, setRevealed] = useState<RevealedMessage | null>(null);
  const message = revealed === null ? shown : { ...shown, ...revealed, masked: [] };
  const { body, bodyRedactedAt, contentSid, contentVariables, mediaUrls } = message;
  return (
    <div dir="auto" className="mb-2.5 border-line-2 border-s-2 py-0.5 ps-3">
      {bodyRedactedAt !== null ? (
        <p className="text-ink-2">
          The text was removed at{" "}
          <ClockTime
            atUs={instantToUs(bodyRedactedAt)}
            unlikeDayOfUs={instantToUs(message.createdAt)}
          />
          .
        </p>
      ) : (
        body !== null && body !== "" && <FoldedText text={body} />
      )}
      {contentSid && (
        <p className="text-ink-2">
          Template <span className="mono break-all text-ink text-small">{contentSid}</span>
        </p>
      )}
      {contentVariables && (
        <dl className="mono grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-small">
          {Object.entries(contentVariables).map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-3">{`{{${name}}}`}</dt>
              <dd dir="auto" className="break-words">
                {value}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {mediaUrls.length > 0 && (
        <ul>
          {numbered(mediaUrls).map(({ key, item: url }) => (
            <li key={key}>
              <ExternalLink href={url} className="mono break-all text-small">
                {url}
              </ExternalLink>
            </li>
          ))}
        </ul>
      )}
      {message.masked.includes("body") && (
        <HiddenText messageId={message.id} onReveal={setRevealed} />
      )}
      {isEmpty(message) && (
        <p className="text-ink-3">
          {message.origin === "orphan"
            ? "Not sent from here, so its text is not known."
            : "It has no text."}
        </p>
      )}
    </div>
  );
}

function isEmpty(message: MessageDetail): boolean {
  const hasText = message.body !== null && message.body !== "";
  const hasMore = message.contentSid !== null || message.mediaUrls.length > 0;
  const isHidden = message.masked.includes("body");
  return !hasText && !hasMore && !isHidden && message.bodyRedactedAt === null;
}

function FoldedText({ text }: { text: string }) {
  const ref = useRef<HTMLParagraphElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [isCut, setIsCut] = useState(false);

  useEffect(() => {
    const element = ref.current;
    if (!element || isOpen) return;
    const measure = () => setIsCut(element.scrollHeight > element.clientHeight + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [isOpen]);

  return (
    <>
      <p
        ref={ref}
        dir="auto"
        className={cn(
          "whitespace-pre-wrap text-pretty [overflow-wrap:anywhere] print:line-clamp-none",
          !isOpen && "line-clamp-6",
        )}
      >
        {text}
      </p>
      {(isCut || isOpen) && (
        <Button
          variant="bare"
          aria-expanded={isOpen}
          onPress={() => setIsOpen(!isOpen)}
          className="-ml-2 h-6 px-2 print:hidden"
        >
          {isOpen ? "Show less" : "Show all"}
        </Button>
      )}
    </>
  );
}

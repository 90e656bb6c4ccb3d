"use client";

import { ChevronDown, ChevronUp, Maximize2, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { IconLink } from "@/components/ui/icon-link";
import { messagePage } from "@/lib/browser/message-pages";
import { useMessage } from "@/lib/browser/use-message";
import { MessagePanel } from "../message-panel";

export type SidePanelProps = {
  messageId: string;
  /** Of its row, where it has one. */
  rowSid: string | undefined;
  onClose: () => void;
  /** Absent where there is no row to go to. */
  onPrevious?: () => void;
  onNext?: () => void;
};

/** One message beside the list, which stays in view; on narrow windows over it. */
export function SidePanel({ messageId, rowSid, onClose, onPrevious, onNext }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  const { data } = useMessage(messageId);
  const sid = data?.sid ?? rowSid;

  useEffect(() => {
    // Where the panel takes the list's place, the row that had the focus is gone.
    if (document.activeElement === document.body) panel.current?.focus();
  }, []);

  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label="Message"
      className="flex min-h-0 w-128 min-w-0 shrink-0 flex-col border-line-2 border-l bg-paper outline-none max-[960px]:absolute max-[960px]:inset-y-0 max-[960px]:right-0 max-[960px]:z-20 max-[960px]:max-w-full max-tablet:w-full max-tablet:border-l-0"
    >
      <header className="flex h-12 shrink-0 items-center gap-0.5 border-line border-b pr-2 pl-gutter">
        <span className="mono mr-1 min-w-0 truncate text-small">{sid ?? messageId}</span>
        <CopyButton
          text={sid ?? messageId}
          label={sid ? "Copy the message SID" : "Copy the message's id"}
        />
        <span className="flex-1" />
        <IconButton label="Newer message" keyHint="k" isDisabled={!onPrevious} onPress={onPrevious}>
          <ChevronUp aria-hidden="true" />
        </IconButton>
        <IconButton label="Older message" keyHint="j" isDisabled={!onNext} onPress={onNext}>
          <ChevronDown aria-hidden="true" />
        </IconButton>
        <span aria-hidden="true" className="mx-1.5 h-4 w-px bg-line-2" />
        <IconLink label="Full page" href={messagePage(messageId)}>
          <Maximize2 aria-hidden="true" />
        </IconLink>
        <IconButton label="Close" keyHint="Esc" onPress={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <MessagePanel key={messageId} messageId={messageId} />
    </aside>
  );
}

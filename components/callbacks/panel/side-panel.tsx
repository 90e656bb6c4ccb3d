"use client";

import { ChevronDown, ChevronUp, Link2, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ClockTime } from "@/components/messages/timeline/clock-time";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { useCallbackDetail } from "@/lib/browser/use-callback-detail";
import { instantToUs } from "@/lib/domain/instant";
import type { CallbackActions } from "../callback-actions";
import { callbackTitle } from "../callback-words";
import { CallbackPanel } from "./callback-panel";

export type SidePanelProps = {
  callbackId: string;
  actions: CallbackActions;
  /** Something was done: what is in view has to be fetched again. */
  onChanged: () => Promise<void>;
  onClose: () => void;
  /** Absent where there is no row to go to. */
  onPrevious?: () => void;
  onNext?: () => void;
};

/** One callback beside the list, which stays in view; on narrow windows over it. */
export function SidePanel(props: SidePanelProps) {
  const { callbackId, actions, onChanged, onClose, onPrevious, onNext } = props;
  const panel = useRef<HTMLElement>(null);
  const { data } = useCallbackDetail(callbackId);

  useEffect(() => {
    // Where the panel takes the list's place, the row that had the focus is gone.
    if (document.activeElement === document.body) panel.current?.focus();
  }, []);

  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label="Callback"
      className="flex min-h-0 w-144 min-w-0 shrink-0 flex-col border-line-2 border-l bg-paper outline-none max-[1040px]:absolute max-[1040px]:inset-y-0 max-[1040px]:right-0 max-[1040px]:z-20 max-[1040px]:max-w-full max-tablet:w-full max-tablet:border-l-0"
    >
      <header className="flex h-12 shrink-0 items-center gap-0.5 border-line border-b pr-2 pl-gutter">
        {data ? (
          <p className="min-w-0 truncate">
            <ClockTime
              atUs={instantToUs(data.receivedAt)}
              hasFraction
              className="mono text-small"
            />{" "}
            <span className="text-ink-3">{callbackTitle(data)}</span>
          </p>
        ) : (
          <p className="text-ink-3">Callback</p>
        )}
        <span className="flex-1" />
        <IconButton
          label="Newer callback"
          keyHint="k"
          isDisabled={!onPrevious}
          onPress={onPrevious}
        >
          <ChevronUp aria-hidden="true" />
        </IconButton>
        <IconButton label="Older callback" keyHint="j" isDisabled={!onNext} onPress={onNext}>
          <ChevronDown aria-hidden="true" />
        </IconButton>
        <span aria-hidden="true" className="mx-1.5 h-4 w-px bg-line-2" />
        <CopyLink callbackId={callbackId} />
        <IconButton label="Close" keyHint="Esc" onPress={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <CallbackPanel
        key={callbackId}
        callbackId={callbackId}
        actions={actions}
        onChanged={onChanged}
      />
    </aside>
  );
}

function CopyLink({ callbackId }: { callbackId: string }) {
  const [origin, setOrigin] = useState("");
  useEffect(() => setOrigin(window.location.origin), []);
  return (
    <CopyButton
      text={`${origin}/callbacks?range=all&open=${callbackId}`}
      label="Copy a link to this callback"
      icon={<Link2 aria-hidden="true" />}
    />
  );
}

"use client";

import { Link2 } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { messagePage } from "@/lib/browser/message-pages";
import type { MessageDetail } from "@/lib/contracts/message";
import type { StatusTimeline } from "@/lib/domain/status-timeline";
import { CancelScheduled } from "./actions/cancel-scheduled";
import { FetchNow } from "./actions/fetch-now";
import { RemoveMenu } from "./actions/remove-menu";
import { ResolveSubmission } from "./actions/resolve-submission";
import { SendAgain } from "./actions/send-again";

export type MessageActionProps = { message: MessageDetail; timeline: StatusTimeline };

/** What can be done with a message, the most wanted first; each action hides itself where it makes no sense. */
export function MessageActions({ message }: MessageActionProps) {
  return (
    <div className="no-scrollbar flex items-center gap-2 overflow-x-auto print:hidden">
      <ResolveSubmission message={message} />
      <CancelScheduled message={message} />
      <SendAgain message={message} />
      <FetchNow message={message} />
      <CopyLink message={message} />
      <RemoveMenu message={message} />
    </div>
  );
}

function CopyLink({ message }: { message: MessageDetail }) {
  const path = messagePage(message.id);
  const text = typeof window === "undefined" ? path : new URL(path, window.location.href).href;
  return (
    <CopyButton
      text={text}
      label="Copy the link to this message"
      variant="bare"
      icon={<Link2 aria-hidden="true" />}
    >
      <span className="max-tablet:sr-only">Copy link</span>
    </CopyButton>
  );
}

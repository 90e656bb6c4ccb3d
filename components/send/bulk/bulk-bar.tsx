"use client";

import { Send } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { BatchCheck } from "@/lib/contracts/send-batch";
import { countOf } from "@/lib/domain/count-words";
import { formatPrice } from "@/lib/domain/price-format";
import { type NotSent, NotSentNotice } from "../not-sent-notice";

export type BulkBarProps = {
  check: BatchCheck | null;
  isChecking: boolean;
  notSent: NotSent | null;
  isSending: boolean;
};

/** What sending to the list comes to, and the button. */
export function BulkBar({ check, isChecking, notSent, isSending }: BulkBarProps) {
  const messages = check?.messages ?? 0;
  const leftOut = (check?.rows ?? 0) - messages;
  return (
    <footer>
      <NotSentNotice notSent={notSent} />
      <div className="flex items-center gap-5 border-line-2 border-t bg-paper px-gutter py-2.5 max-tablet:gap-3">
        <div className="flex min-w-0 flex-wrap gap-x-5 text-ink-2" aria-live="polite">
          <span>
            <b className="font-medium text-ink">{messages.toLocaleString("en-GB")}</b>{" "}
            {messages === 1 ? "message" : "messages"}
          </span>
          {check && check.segments > 0 && (
            <span>
              <b className="font-medium text-ink">{check.segments.toLocaleString("en-GB")}</b>{" "}
              {check.segments === 1 ? "segment" : "segments"}
            </span>
          )}
          {check?.cost && check.segments > 0 && (
            <span
              title={check.cost.guessedSegments > 0 ? guess(check.cost.guessedSegments) : undefined}
            >
              about{" "}
              <b className="mono font-semibold text-ink">
                {formatPrice(check.cost.amount.toFixed(2), check.cost.unit)}
              </b>
            </span>
          )}
          {leftOut > 0 && <span className="text-red">{countOf(leftOut, "row")} left out</span>}
        </div>
        <Button
          type="submit"
          variant="primary"
          size="large"
          className="ml-auto"
          isPending={isSending}
          isDisabled={isChecking || messages === 0}
        >
          <Send aria-hidden="true" />
          {isSending
            ? "Beginning …"
            : isChecking
              ? "Checking …"
              : messages > 0
                ? `Send ${countOf(messages, "message")}`
                : "Send"}
        </Button>
      </div>
    </footer>
  );
}

function guess(segments: number): string {
  return `${countOf(segments, "segment")} to countries whose price is not known count as the average.`;
}

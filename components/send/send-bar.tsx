"use client";

import { Send } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useCommandKey } from "@/lib/browser/use-command-key";
import type { SendExpectations } from "@/lib/contracts/send-expectations";
import { formatPrice } from "@/lib/domain/price-format";
import type { SendPlan } from "@/lib/domain/send-plan";
import { estimateCost } from "./estimate-cost";
import { type NotSent, NotSentNotice } from "./not-sent-notice";

export type SendBarProps = {
  plan: SendPlan;
  /** 0 where a message is not cut into segments. */
  segmentsEach: number;
  expectations: SendExpectations | null;
  notSent: NotSent | null;
  isSending: boolean;
};

/** What pressing Send comes to, and the button. */
export function SendBar({ plan, segmentsEach, expectations, notSent, isSending }: SendBarProps) {
  const commandKey = useCommandKey();
  const count = plan.messages.length;
  const cost = expectations && estimateCost(plan.messages, Math.max(segmentsEach, 1), expectations);
  const leftOut = plan.recipients.filter(({ verdict }) => verdict === "invalid");
  return (
    <footer className="col-span-full">
      <NotSentNotice notSent={notSent} />
      <div className="flex items-center gap-5 border-line-2 border-t bg-paper px-gutter py-2.5 max-tablet:gap-3">
        <div className="flex min-w-0 flex-wrap gap-x-5 text-ink-2">
          <span>
            <b className="font-medium text-ink">{count}</b> {count === 1 ? "message" : "messages"}
          </span>
          {segmentsEach > 0 && count > 0 && (
            <span className="max-tablet:hidden">
              <b className="font-medium text-ink">{segmentsEach * count}</b>{" "}
              {segmentsEach * count === 1 ? "segment" : "segments"}
            </span>
          )}
          {cost && (
            <span>
              about{" "}
              <b className="mono font-semibold text-ink">
                {formatPrice(String(rounded(cost.amount)), cost.unit)}
              </b>
              {cost.unknown.length > 0 && ` without ${cost.unknown.join(", ")}`}
            </span>
          )}
          {leftOut.length > 0 && count > 0 && (
            <span className="text-red max-tablet:hidden">
              {leftOut.length === 1
                ? `line ${leftOut[0]?.line} left out`
                : `${leftOut.length} lines left out`}
            </span>
          )}
        </div>
        <Button
          type="submit"
          variant="primary"
          size="large"
          isPending={isSending}
          className="ml-auto"
        >
          <Send aria-hidden="true" />
          {isSending ? "Sending …" : count > 1 ? `Send ${count} messages` : "Send"}
          <span aria-hidden="true" className="ml-1 pointer-coarse:hidden">
            <Kbd isPlain>{commandKey === "⌘" ? "⌘↵" : "Ctrl ↵"}</Kbd>
          </span>
        </Button>
      </div>
    </footer>
  );
}

/** An estimate has no use for more than four decimals. */
function rounded(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}

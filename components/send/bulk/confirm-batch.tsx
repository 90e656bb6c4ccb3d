"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { BatchCheck } from "@/lib/contracts/send-batch";
import { countOf } from "@/lib/domain/count-words";
import { formatPrice } from "@/lib/domain/price-format";

export type ConfirmBatchProps = {
  isOpen: boolean;
  check: BatchCheck;
  ratePerSecond: number;
  onConfirm: () => void;
  onDismiss: () => void;
};

/** Asks once more before a list is written to, with what it comes to. */
export function ConfirmBatch(props: ConfirmBatchProps) {
  const { isOpen, check, ratePerSecond, onConfirm, onDismiss } = props;
  const leftOut = check.rows - check.messages;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(stays) => !stays && onDismiss()}
      role="alertdialog"
      title={`Send to ${countOf(check.messages, "recipient")}?`}
      actions={
        <>
          <Button onPress={onDismiss}>Not yet</Button>
          <Button variant="primary" autoFocus onPress={onConfirm}>
            Send {countOf(check.messages, "message")}
          </Button>
        </>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        <Fact name="Segments">{check.segments.toLocaleString("en-GB")}</Fact>
        {check.cost && (
          <Fact name="Cost">
            about {formatPrice(check.cost.amount.toFixed(2), check.cost.unit)}
          </Fact>
        )}
        <Fact name="Left out">{leftOut === 0 ? "nobody" : countOf(leftOut, "row")}</Fact>
        <Fact name="Takes">about {durationOf(check.messages / ratePerSecond)}</Fact>
      </dl>
      <p className="mt-3 text-pretty text-ink-2">
        It can be paused and the rest canceled. What Twilio has taken cannot be called back.
      </p>
    </Dialog>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd className="mono">{children}</dd>
    </>
  );
}

function durationOf(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}

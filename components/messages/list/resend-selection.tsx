"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { newSendKey } from "@/lib/browser/send-key";
import type { MessageRow } from "@/lib/contracts/message";
import { MOST_RESENT, type Resent } from "@/lib/contracts/message-deeds";
import { countOf } from "@/lib/domain/count-words";
import { formatPrice } from "@/lib/domain/price-format";
import { whyNotResendable } from "@/lib/domain/resend-rules";
import { ConfirmDialog } from "../actions/confirm-dialog";
import { type MessageCommands, useMessageCommands } from "../actions/message-commands";
import { useDeed } from "../actions/use-deed";
import { useResendCost } from "./use-resend-cost";

export type ResendSelectionProps = { rows: readonly MessageRow[]; onDone: () => void };

/** Sends the failed ones of the selected messages once more. Nothing where none failed. */
export function ResendSelection({ rows, onDone }: ResendSelectionProps) {
  const commands = useMessageCommands("messages.send");
  const failed = rows.filter((row) => reasonAgainst(row) === null).slice(0, MOST_RESENT);
  if (!commands || failed.length === 0) return null;
  return <ResendButton rows={rows} failed={failed} commands={commands} onDone={onDone} />;
}

function reasonAgainst(row: MessageRow): string | null {
  return whyNotResendable({ ...row, isRedacted: row.bodyRedactedAt !== null });
}

function ResendButton({
  rows,
  failed,
  commands,
  onDone,
}: ResendSelectionProps & { failed: readonly MessageRow[]; commands: MessageCommands }) {
  const [sendKey, setSendKey] = useState<string | null>(null);
  const ids = failed.map((row) => row.id);
  const { isRunning, run } = useDeed(ids, commands.resend);
  const resend = async () => {
    if (sendKey === null) return;
    const resent = await run({ messageIds: ids, sendKey });
    if (!resent) return;
    setSendKey(null);
    tell(resent);
    onDone();
  };
  return (
    <>
      <Button variant="bare" onPress={() => setSendKey(newSendKey())}>
        <RotateCw aria-hidden="true" />
        Send {failed.length === rows.length ? "" : `${failed.length} `}again
      </Button>
      <ConfirmDialog
        isOpen={sendKey !== null}
        onDismiss={() => setSendKey(null)}
        title={`Send ${countOf(failed.length, "message")} once more?`}
        deed={`Send ${countOf(failed.length, "message")}`}
        isRunning={isRunning}
        onConfirm={resend}
      >
        <Totals failed={failed} leftOut={rows.length - failed.length} />
        <p>
          Each becomes a new message with the same text, at once. The failed ones stay as they are,
          and both name each other.
        </p>
        <Codes failed={failed} />
      </ConfirmDialog>
    </>
  );
}

function Totals({ failed, leftOut }: { failed: readonly MessageRow[]; leftOut: number }) {
  const cost = useResendCost(failed);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-ink [&_dt]:text-ink-2">
      <dt>Messages</dt>
      <dd className="mono">{failed.length}</dd>
      <dt>Cost</dt>
      <dd className={cost ? "mono" : undefined}>
        {cost ? `about ${formatPrice(cost.amount.toFixed(4), cost.unit)}` : "not known"}
        {cost !== null && cost.unknown > 0 && ` without ${countOf(cost.unknown, "message")}`}
      </dd>
      {leftOut > 0 && (
        <>
          <dt>Left out</dt>
          <dd>{leftOut}, which did not fail or must not be sent twice</dd>
        </>
      )}
    </dl>
  );
}

/** The codes with which they failed, the most frequent first, then the lowest. */
function Codes({ failed }: { failed: readonly MessageRow[] }) {
  const counts = new Map<number, number>();
  for (const { errorCode } of failed) {
    if (errorCode !== null) counts.set(errorCode, (counts.get(errorCode) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  const words = [...counts]
    .sort(([oneCode, one], [otherCode, other]) => other - one || oneCode - otherCode)
    .map(([code, count]) => `${code}${count > 1 ? ` ×${count}` : ""}`);
  return (
    <p>
      They failed with <span className="mono text-ink">{words.join(", ")}</span>. What caused that
      may not have changed.
    </p>
  );
}

function tell(resent: Resent): void {
  const sent = resent.filter(({ outcome }) => outcome?.submission === "accepted").length;
  const rest = resent.length - sent;
  const [problem] = resent.flatMap(
    ({ problem, outcome }) => problem ?? outcome?.refusal?.message ?? [],
  );
  if (rest === 0) toast.success(`${countOf(sent, "message")} sent again`);
  else {
    toast.warning(`${sent} of ${resent.length} sent again`, {
      description: problem ?? "Look at the others in the list.",
    });
  }
}

"use client";

import { Ban, Pause, Play, RotateCw } from "lucide-react";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { BatchProgress } from "@/lib/contracts/send-batch";
import { countOf } from "@/lib/domain/count-words";

type BatchAction = (batchId: string) => Promise<ActionResult<unknown>>;

export type BatchActionSet = Record<"pause" | "resume" | "cancel" | "retry", BatchAction>;

export type BatchActionsProps = {
  batch: BatchProgress;
  actions: BatchActionSet;
  /** Called when something was changed, or turned out to have changed. */
  onChanged: () => Promise<unknown>;
};

/** What can be done with a batch as it stands. */
export function BatchActions({ batch, actions, onChanged }: BatchActionsProps) {
  const [asked, setAsked] = useState<"cancel" | "retry" | null>(null);
  const [isWorking, startWorking] = useTransition();
  const run = (action: BatchAction) => {
    setAsked(null);
    startWorking(async () => {
      const result = await action(batch.id).catch(() => null);
      if (!result?.ok) {
        toast.error("Not done", { description: result?.message ?? "Milepost did not answer." });
      }
      await onChanged();
    });
  };
  const isOpen = batch.state === "running" || batch.state === "paused";
  return (
    <>
      {batch.state === "running" && (
        <Button isPending={isWorking} onPress={() => run(actions.pause)}>
          <Pause aria-hidden="true" />
          Pause
        </Button>
      )}
      {batch.state === "paused" && (
        <Button variant="primary" isPending={isWorking} onPress={() => run(actions.resume)}>
          <Play aria-hidden="true" />
          Resume
        </Button>
      )}
      {isOpen && (
        <Button variant="danger" isPending={isWorking} onPress={() => setAsked("cancel")}>
          <Ban aria-hidden="true" />
          Cancel the rest
        </Button>
      )}
      {batch.retryable > 0 && (
        <Button isPending={isWorking} onPress={() => setAsked("retry")}>
          <RotateCw aria-hidden="true" />
          Retry the rejected
        </Button>
      )}
      <Dialog
        isOpen={asked !== null}
        onOpenChange={(stays) => !stays && setAsked(null)}
        role="alertdialog"
        title={
          asked === "cancel"
            ? "Cancel the rest?"
            : `Send again to ${countOf(batch.retryable, "recipient")}?`
        }
        actions={
          <>
            <Button onPress={() => setAsked(null)}>Not now</Button>
            <Button
              variant={asked === "cancel" ? "danger" : "primary"}
              autoFocus
              onPress={() => run(asked === "cancel" ? actions.cancel : actions.retry)}
            >
              {asked === "cancel"
                ? `Cancel ${countOf(batch.waiting, "message")}`
                : `Send ${countOf(batch.retryable, "message")}`}
            </Button>
          </>
        }
      >
        <p className="text-pretty text-ink-2">
          {asked === "cancel"
            ? "They are never sent. Messages that Twilio has already go their way."
            : "Twilio refused these, so none of them exists: nobody gets it twice. Those who replied STOP stay left out."}
        </p>
      </Dialog>
    </>
  );
}

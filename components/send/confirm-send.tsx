"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export type ConfirmSendProps = {
  isOpen: boolean;
  count: number;
  onConfirm: () => void;
  onDismiss: () => void;
};

/** Asks once more before many are written to. */
export function ConfirmSend({ isOpen, count, onConfirm, onDismiss }: ConfirmSendProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(stays) => !stays && onDismiss()}
      role="alertdialog"
      title={`Send to ${count} people?`}
      actions={
        <>
          <Button onPress={onDismiss}>Not yet</Button>
          <Button variant="primary" autoFocus onPress={onConfirm}>
            Send {count} messages
          </Button>
        </>
      }
    >
      <p className="text-pretty text-ink-2">
        Each of them gets the same text. What Twilio has taken cannot be called back, unless it is
        scheduled.
      </p>
    </Dialog>
  );
}

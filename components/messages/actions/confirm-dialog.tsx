"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export type ConfirmDialogProps = {
  isOpen: boolean;
  onDismiss: () => void;
  title: string;
  /** What it means. */
  children: ReactNode;
  /** What the button says. */
  deed: string;
  isDestructive?: boolean;
  isRunning: boolean;
  onConfirm: () => void;
};

/** Asks before something that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onDismiss, title, children, deed, isDestructive, isRunning, onConfirm } = props;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(stays) => !stays && onDismiss()}
      role="alertdialog"
      title={title}
      actions={
        <>
          <Button onPress={onDismiss} autoFocus={isDestructive}>
            {isDestructive ? "Keep it" : "Not now"}
          </Button>
          <Button
            variant={isDestructive ? "danger" : "primary"}
            autoFocus={!isDestructive}
            isPending={isRunning}
            onPress={onConfirm}
          >
            {deed}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2 text-pretty text-ink-2">{children}</div>
    </Dialog>
  );
}

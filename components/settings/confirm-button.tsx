"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export type ConfirmButtonProps = {
  /** On the button in the row. */
  children: ReactNode;
  label?: string;
  title: string;
  question: ReactNode;
  /** On the button that does it. */
  confirm: string;
  onConfirm: () => void;
  isPending?: boolean;
};

/** A button that asks before it does what cannot be undone. */
export function ConfirmButton({
  children,
  label,
  title,
  question,
  confirm,
  onConfirm,
  isPending,
}: ConfirmButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        variant="danger"
        aria-label={label}
        isPending={isPending}
        onPress={() => setIsOpen(true)}
      >
        {children}
      </Button>
      <Dialog
        role="alertdialog"
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={title}
        actions={
          <>
            <Button onPress={() => setIsOpen(false)}>Keep</Button>
            <Button
              variant="danger"
              onPress={() => {
                setIsOpen(false);
                onConfirm();
              }}
            >
              {confirm}
            </Button>
          </>
        }
      >
        {question}
      </Dialog>
    </>
  );
}

"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { cn } from "./class-names";
import { IconButton } from "./icon-button";

export type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** `alertdialog` asks before something that cannot be undone. */
  role?: "dialog" | "alertdialog";
  children: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  className?: string;
  /** Nothing in it takes the focus, so that it has to take it itself to be scrolled by keys. */
  isTextOnly?: boolean;
};

/** A window over the page that has to be answered or closed. */
export function Dialog({
  isOpen,
  onOpenChange,
  title,
  role = "dialog",
  children,
  actions,
  className,
  isTextOnly = false,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={role === "dialog"}
      className="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] place-items-start justify-items-center overflow-auto bg-overlay p-4 pt-[12vh]"
    >
      <Modal
        className={cn(
          "w-full max-w-120 rounded-control border border-line-2 bg-paper outline-none",
          className,
        )}
      >
        <AriaDialog role={role} className="flex max-h-[76vh] flex-col outline-none">
          <header className="flex h-12 shrink-0 items-center justify-between border-line border-b pr-2 pl-5">
            <Heading slot="title" className="font-semibold text-lead tracking-tight">
              {title}
            </Heading>
            <IconButton label="Close" keyHint="Esc" slot="close">
              <X aria-hidden="true" />
            </IconButton>
          </header>
          <div
            tabIndex={isTextOnly ? 0 : undefined}
            className="thin-scroll min-h-0 flex-1 overflow-auto px-5 py-4 focus-visible:-outline-offset-2"
          >
            {children}
          </div>
          {actions && (
            <footer className="flex shrink-0 flex-wrap justify-end gap-2 border-line border-t px-5 py-2.5">
              {actions}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

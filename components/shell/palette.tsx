"use client";

import { useState } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import type { ShellInfo } from "@/lib/contracts/session";
import { PaletteCommands } from "./palette-commands";

export type PaletteProps = {
  mode: ShellInfo["mode"];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onShowKeys: () => void;
};

/** Goes to a page, finds a message, changes the theme: by typing. */
export function Palette({ mode, isOpen, onOpenChange, onShowKeys }: PaletteProps) {
  const [query, setQuery] = useState("");
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        setQuery("");
        onOpenChange(open);
      }}
      isDismissable
      className="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] place-items-start justify-items-center overflow-auto bg-overlay p-4 pt-[12vh]"
    >
      <Modal className="w-full max-w-144 rounded-control border border-line-2 bg-paper">
        <AriaDialog aria-label="Search and commands" className="outline-none">
          <PaletteCommands
            mode={mode}
            query={query}
            onQueryChange={setQuery}
            onDone={() => {
              setQuery("");
              onOpenChange(false);
            }}
            onShowKeys={onShowKeys}
          />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

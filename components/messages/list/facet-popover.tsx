"use client";

import { type ReactNode, type RefObject, Suspense } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "@/components/ui/popover";

export type FacetPopoverProps = {
  label: string;
  trigger: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
};

export function FacetPopover({
  label,
  trigger,
  isOpen,
  onOpenChange,
  children,
}: FacetPopoverProps) {
  return (
    <Popover
      triggerRef={trigger}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      placement="bottom start"
      className="w-64"
    >
      <Dialog aria-label={label} className="outline-none">
        <Suspense>{children}</Suspense>
      </Dialog>
    </Popover>
  );
}

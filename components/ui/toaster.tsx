"use client";

import { Toaster as SonnerToaster } from "sonner";

/** Where short answers to what was just done appear; say them with sonner's `toast`. */
export function Toaster() {
  return (
    <SonnerToaster
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[22rem] max-w-full items-start gap-2.5 rounded-control border border-line-2 bg-paper px-3.5 py-2.5 font-sans text-base text-ink",
          title: "font-medium",
          description: "text-ink-2 text-small",
          error: "[&_[data-icon]]:text-red",
          success: "[&_[data-icon]]:text-green",
          actionButton: "ml-auto shrink-0 self-center font-medium text-accent text-small",
        },
      }}
    />
  );
}

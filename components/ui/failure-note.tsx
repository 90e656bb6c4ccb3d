"use client";

import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

export type FailureNoteProps = {
  title: string;
  isWholePage?: boolean;
  /** What it means and what to do. */
  children: ReactNode;
  /** Leads to the server's log. */
  reference?: string;
  onRetry?: () => void;
};

/** Stands where something should be that could not be fetched or drawn. */
export function FailureNote({
  title,
  isWholePage,
  children,
  reference,
  onRetry,
}: FailureNoteProps) {
  return (
    <div role="alert">
      <EmptyState
        title={title}
        isWholePage={isWholePage}
        actions={
          onRetry && (
            <Button onPress={onRetry}>
              <RotateCw aria-hidden="true" />
              Try again
            </Button>
          )
        }
        footnote={
          reference && (
            <>
              Reference <span className="mono select-all text-ink-2">{reference}</span>
            </>
          )
        }
      >
        {children}
      </EmptyState>
    </div>
  );
}

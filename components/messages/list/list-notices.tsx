"use client";

import { TriangleAlert, WifiOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { failureWords } from "@/lib/browser/failure-words";
import { useLiveState } from "@/lib/browser/live-provider";
import { Notice } from "./notice";

export type ListNoticesProps = {
  /** Why the rows in view could not be brought up to date. */
  error: unknown;
  onRetry: () => void;
  /** Parameters of the address that make no sense. */
  ignored: readonly string[];
};

/** What the reader has to know about the rows below. */
export function ListNotices({ error, onRetry, ignored }: ListNoticesProps) {
  const isOffline = useLiveState() === "offline";
  const failure = error === undefined ? null : failureWords(error);
  return (
    <>
      {isOffline && (
        <Notice tone="warning">
          <WifiOff aria-hidden="true" className="size-3.5" />
          You are offline. This is what was known last.
        </Notice>
      )}
      {!isOffline && failure && (
        <Notice tone="warning">
          <TriangleAlert aria-hidden="true" className="size-3.5" />
          <span className="min-w-0 flex-1">
            Not up to date. {failure.sentence}
            {failure.reference && (
              <>
                {" "}
                Reference <span className="mono select-all">{failure.reference}</span>
              </>
            )}
          </span>
          <Button variant="bare" onPress={onRetry} className="h-6">
            Try again
          </Button>
        </Notice>
      )}
      {ignored.length > 0 && (
        <Notice tone="warning">
          <TriangleAlert aria-hidden="true" className="size-3.5" />
          Shown without {ignored.join(", ")}: the address holds a value that makes no sense there.
        </Notice>
      )}
    </>
  );
}

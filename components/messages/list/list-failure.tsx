"use client";

import { FailureNote } from "@/components/ui/failure-note";
import { failureWords } from "@/lib/browser/failure-words";

export type ListFailureProps = { error: unknown; onRetry: () => void };

/** The rows could not be fetched and there are none to show meanwhile. */
export function ListFailure({ error, onRetry }: ListFailureProps) {
  const { sentence, reference } = failureWords(error);
  return (
    <FailureNote title="The messages could not be fetched" reference={reference} onRetry={onRetry}>
      {sentence}
    </FailureNote>
  );
}

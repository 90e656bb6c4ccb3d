"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FailureNote } from "@/components/ui/failure-note";
import { RequestError, type RequestFailure } from "@/lib/browser/fetch-json";

/** Why a message could not be fetched, and what can be done. */
export function MessageLoadFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const failure = error instanceof RequestError ? error.failure : null;
  if (failure?.kind === "refused" && failure.status === 404) return <MessageNotFound />;
  return (
    <FailureNote
      title="The message could not be fetched"
      reference={failure?.kind === "refused" ? failure.problem.requestId : undefined}
      onRetry={onRetry}
    >
      {meaningOf(failure)}
    </FailureNote>
  );
}

function meaningOf(failure: RequestFailure | null): string {
  if (failure?.kind === "unreachable") {
    return "Milepost did not answer. Your connection or the server may be away for a moment.";
  }
  if (failure?.kind === "refused" && failure.problem.detail) return failure.problem.detail;
  return "The server answered with an error. Nothing that was recorded is lost.";
}

export function MessageNotFound() {
  return (
    <EmptyState
      title="There is no such message"
      actions={
        <ButtonLink href="/messages" variant="primary">
          Go to the messages
        </ButtonLink>
      }
    >
      No message has this id or SID. A message that was not sent from here shows up with its first
      callback.
    </EmptyState>
  );
}

"use client";

import { FailureNote } from "@/components/ui/failure-note";

export default function MessagesError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <FailureNote
      isWholePage
      title="The messages could not be fetched"
      reference={reference}
      onRetry={retry}
    >
      The database did not answer as it should. Callbacks that cannot be recorded meanwhile are sent
      again by Twilio. If trying again does not help, look for the reference in the server's log.
    </FailureNote>
  );
}

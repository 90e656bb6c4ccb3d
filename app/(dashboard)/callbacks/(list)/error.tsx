"use client";

import { FailureNote } from "@/components/ui/failure-note";

export default function CallbacksError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <FailureNote
      isWholePage
      title="The callbacks could not be fetched"
      reference={reference}
      onRetry={retry}
    >
      The database did not answer as it should. Callbacks that cannot be recorded meanwhile are
      answered 503, so that Twilio sends them again. If trying again does not help, look for the
      reference in the server's log.
    </FailureNote>
  );
}

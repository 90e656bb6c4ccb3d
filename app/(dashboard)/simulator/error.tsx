"use client";

import { FailureNote } from "@/components/ui/failure-note";

export default function SimulatorError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <FailureNote
      isWholePage
      title="The simulator does not answer"
      reference={reference}
      onRetry={retry}
    >
      It may have ended, or answers its control API only on its own machine. Messages sent now wait
      for it, or end as unknown. The reference leads to the server’s log.
    </FailureNote>
  );
}

"use client";

import { FailureNote } from "@/components/ui/failure-note";

export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <FailureNote
      isWholePage
      title="This page could not be shown"
      reference={digestOf(error)}
      onRetry={retry}
    >
      Something went wrong on the way. Nothing that was recorded is lost. If trying again does not
      help, look for the reference in the server's log.
    </FailureNote>
  );
}

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error ? String(error.digest) : undefined;
}

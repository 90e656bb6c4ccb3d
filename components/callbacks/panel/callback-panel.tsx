"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FailureNote } from "@/components/ui/failure-note";
import { Skeleton } from "@/components/ui/skeleton";
import { failureWords } from "@/lib/browser/failure-words";
import { RequestError } from "@/lib/browser/fetch-json";
import { useCallbackDetail } from "@/lib/browser/use-callback-detail";
import type { CallbackActions } from "../callback-actions";
import { ReceivedRequestSection } from "./received-request";
import { RecordedSections } from "./recorded-sections";
import { RefusedSections } from "./refused-sections";
import { WouldFill } from "./would-fill";

export type CallbackPanelProps = {
  callbackId: string;
  actions: CallbackActions;
  onChanged: () => Promise<void>;
};

/** Everything about one request at the door: finding, proof, what it fills, the request itself. */
export function CallbackPanel({ callbackId, actions, onChanged }: CallbackPanelProps) {
  const { data, error, mutate } = useCallbackDetail(callbackId);
  if (!data) {
    return error ? <LoadFailure error={error} onRetry={() => void mutate()} /> : <PanelSkeleton />;
  }
  const { refusal } = data;
  return (
    <div className="thin-scroll min-h-0 flex-1 overflow-auto">
      {refusal ? (
        <RefusedSections
          callback={data}
          refusal={refusal}
          onVerify={actions.verify}
          onChanged={onChanged}
        />
      ) : (
        <RecordedSections callback={data} onAdopt={actions.adopt} onChanged={onChanged} />
      )}
      <WouldFill callback={data} />
      <ReceivedRequestSection callback={data} />
    </div>
  );
}

function LoadFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const failure = error instanceof RequestError ? error.failure : null;
  if (failure?.kind === "refused" && failure.status === 404) {
    return (
      <EmptyState
        title="There is no such callback"
        actions={
          <ButtonLink href="/callbacks" variant="primary">
            Go to the callbacks
          </ButtonLink>
        }
      >
        {failure.problem.detail}
      </EmptyState>
    );
  }
  const { sentence, reference } = failureWords(error);
  return (
    <FailureNote title="The callback could not be fetched" reference={reference} onRetry={onRetry}>
      {sentence}
    </FailureNote>
  );
}

function PanelSkeleton() {
  return (
    <div aria-busy="true" className="min-h-0 flex-1">
      <p role="status" className="sr-only">
        Fetching the callback
      </p>
      <div className="flex flex-col gap-3 border-line border-b px-gutter py-4">
        <Skeleton className="h-5 w-32" />
        <Skeleton className="w-4/5" />
        <Skeleton className="h-9 w-full" />
        <Skeleton className="h-7 w-28" />
      </div>
      <div className="flex flex-col gap-3 border-line border-b px-gutter py-4">
        <Skeleton className="w-20" />
        <Skeleton className="w-full" />
        <Skeleton className="w-full" />
      </div>
    </div>
  );
}

"use client";

import { Download, TriangleAlert } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyles } from "@/components/ui/button-styles";
import { TextLink } from "@/components/ui/text-link";
import { failureWords } from "@/lib/browser/failure-words";
import { messageListPage } from "@/lib/browser/message-pages";
import { useBatch } from "@/lib/browser/use-batch";
import type { BatchProgress } from "@/lib/contracts/send-batch";
import { BATCH_VERDICTS } from "@/lib/domain/batch-verdict";
import { countOf } from "@/lib/domain/count-words";
import { type BatchActionSet, BatchActions } from "./batch-actions";
import { BatchOutcomes } from "./batch-outcomes";
import { BatchRule } from "./batch-rule";
import { BatchStateMark } from "./batch-state";
import { VerdictLabel } from "./verdict-panel";

export type BatchPageProps = {
  rendered: BatchProgress;
  canSend: boolean;
  actions: BatchActionSet;
};

/** How a batch goes: how far it is, what became of its messages, and what can be done. */
export function BatchPage({ rendered, canSend, actions }: BatchPageProps) {
  const { data: batch = rendered, error, mutate } = useBatch(rendered);
  return (
    <div className="thin-scroll h-full overflow-auto">
      <header className="flex min-h-12 flex-wrap items-center gap-x-2.5 gap-y-2 border-line border-b px-gutter py-2">
        <h1 className="min-w-0 truncate font-semibold text-lead tracking-tight">{batch.name}</h1>
        <BatchStateMark state={batch.state} />
        <ButtonLink href={"/send/batches" as Route} variant="bare">
          All batches
        </ButtonLink>
        <span className="flex-1" />
        <div className="flex flex-wrap gap-2">
          {canSend && <BatchActions batch={batch} actions={actions} onChanged={() => mutate()} />}
          <a href={`/api/send-batches/${batch.id}/outcome`} download className={buttonStyles()}>
            <Download aria-hidden="true" className="lucide" />
            Download CSV
          </a>
        </div>
      </header>
      {batch.pauseReason && (
        <p
          role="alert"
          className="flex items-center gap-2 border-line border-b px-gutter py-2 text-amber"
        >
          <TriangleAlert aria-hidden="true" className="lucide" />
          {batch.pauseReason}
        </p>
      )}
      {error && (
        <p role="status" className="border-line border-b px-gutter py-2 text-amber">
          Not up to date. {failureWords(error).sentence}
        </p>
      )}
      <section aria-label="Progress" className="border-line border-b px-gutter py-4">
        <p className="mb-2.5 flex flex-wrap items-baseline gap-x-3">
          <b className="mono font-semibold text-figure">{batch.handed.toLocaleString("en-GB")}</b>
          <span className="text-ink-2">
            of {batch.total.toLocaleString("en-GB")} handed to Twilio
          </span>
          <span className="text-ink-3">{restOf(batch)}</span>
        </p>
        <BatchRule batch={batch} />
      </section>
      <div className="desktop:grid desktop:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="border-line desktop:border-r">
          <Heading>
            Messages{" "}
            <TextLink
              href={messageListPage({ batch: batch.id, range: "all" })}
              className="font-normal text-ink-2 text-small pointer-coarse:py-2.5"
            >
              all of them
            </TextLink>
          </Heading>
          <BatchOutcomes batch={batch} />
          {batch.refusals.length > 0 && <Refusals batch={batch} />}
        </div>
        <div>
          <Heading>List</Heading>
          <dl className="flex flex-col">
            <Fact name="Rows">{batch.rows.toLocaleString("en-GB")}</Fact>
            {BATCH_VERDICTS.filter((verdict) => (batch.leftOut[verdict] ?? 0) > 0).map(
              (verdict) => (
                <Fact key={verdict} name={<VerdictLabel verdict={verdict} />}>
                  {batch.leftOut[verdict]?.toLocaleString("en-GB")} left out
                </Fact>
              ),
            )}
            <Fact name="Segments">{batch.segments.toLocaleString("en-GB")}</Fact>
            {batch.canceled > 0 && (
              <Fact name="Canceled before sending">{batch.canceled.toLocaleString("en-GB")}</Fact>
            )}
            <Fact name="From">{batch.from ?? batch.messagingServiceSid}</Fact>
            <Fact name="Pace">{batch.ratePerSecond} a second</Fact>
            <Fact name="By">
              <span className="font-sans">{batch.createdBy}</span>
            </Fact>
            <Fact name="Batch">{batch.id}</Fact>
          </dl>
          <div className="px-gutter py-4">
            <p className="whitespace-pre-wrap break-words border-line-2 border-l-2 pl-3.5">
              {batch.body ?? <i className="text-ink-3">Your team hides texts from you.</i>}
            </p>
          </div>
        </div>
      </div>
    </div>
  );
}

function restOf(batch: BatchProgress): string {
  const rest = batch.waiting + batch.claimed;
  switch (batch.state) {
    case "running": {
      const seconds = Math.ceil(batch.waiting / batch.ratePerSecond);
      const left = seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
      return rest === 0 ? "" : `${countOf(rest, "message")} to go, about ${left}`;
    }
    case "paused":
      return `${countOf(rest, "message")} wait`;
    case "canceled":
      return `${countOf(batch.canceled, "message")} canceled`;
    case "finished":
      return "";
  }
}

function Refusals({ batch }: { batch: BatchProgress }) {
  return (
    <>
      <Heading>
        Refused by Twilio{" "}
        <span className="font-normal text-ink-2">
          {batch.rejected.toLocaleString("en-GB")}, of which{" "}
          {batch.retryable.toLocaleString("en-GB")} worth another try
        </span>
      </Heading>
      <ul className="flex flex-col">
        {batch.refusals.map(({ code, title, count }) => (
          <li
            key={code ?? 0}
            className="flex min-h-9 items-center gap-2.5 border-line border-b px-gutter pointer-coarse:min-h-10"
          >
            <span className="mono w-14 text-red">{code ?? "–"}</span>
            <span className="min-w-0 flex-1">
              {code === null ? (
                title
              ) : (
                <TextLink
                  href={messageListPage({ batch: batch.id, range: "all", error: code })}
                  className="pointer-coarse:py-2.5"
                >
                  {title}
                </TextLink>
              )}
            </span>
            <b className="mono font-medium">{count.toLocaleString("en-GB")}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return (
    <h2 className="flex h-10 items-center gap-2 border-line border-b px-gutter font-semibold">
      {children}
    </h2>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center gap-3 border-line border-b px-gutter">
      <dt className="flex flex-1 items-center text-ink-2">{name}</dt>
      <dd className="mono min-w-0 break-all text-right">{children}</dd>
    </div>
  );
}

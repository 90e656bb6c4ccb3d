"use client";

import { ChevronLeft } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { ClockTime } from "@/components/messages/timeline/clock-time";
import { StatusLabel } from "@/components/messages/track/status-icon";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import { IconLink } from "@/components/ui/icon-link";
import { Mark } from "@/components/ui/mark";
import { TextLink } from "@/components/ui/text-link";
import { callbackPanelPage } from "@/lib/browser/callback-pages";
import { messagePage } from "@/lib/browser/message-pages";
import { useSimulatedMessage } from "@/lib/browser/use-simulator";
import type { SimulatedMessage } from "@/lib/contracts/simulator";
import { instantToUs } from "@/lib/domain/instant";
import { compareWithTruth } from "@/lib/domain/truth-verdict";
import { callbackWords, createWords, marksOf, VERDICT_WORDS } from "./simulator-words";
import { type TruthRow, truthRows } from "./truth-rows";

const SOURCE_WORDS = {
  create_response: "create response",
  callback: "callback",
  api: "read from the API",
} as const;

const COLUMNS = "grid gap-x-6 gap-y-2 tablet:grid-cols-[12rem_minmax(0,1fr)_minmax(0,1fr)]";

/** The truth about one message, status by status, beside what Milepost recorded. */
export function TruthPage({ rendered }: { rendered: SimulatedMessage }) {
  const { data: message = rendered } = useSimulatedMessage(rendered);
  const { entry, shown, quarantined } = message;
  const truth = entry.statuses.at(-1)?.status ?? entry.create.initialStatus;
  const verdict = VERDICT_WORDS[compareWithTruth(truth, shown?.status ?? null)];
  return (
    <div className="thin-scroll h-full overflow-auto">
      <header className="flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b px-gutter py-2">
        <IconLink label="Simulator" href={"/simulator" as Route} className="-ml-2.5">
          <ChevronLeft aria-hidden="true" />
        </IconLink>
        <h1 className="font-semibold text-lead tracking-tight">Truth against timeline</h1>
        <span className="mono min-w-0 break-all text-ink-2 text-small">{entry.sid}</span>
        <CopyButton text={entry.sid} label="Copy the SID" variant="bare" />
        <span className="flex-1" />
        <ButtonLink href={messagePage(entry.sid)}>Milepost’s timeline</ButtonLink>
      </header>
      <section
        aria-label="Verdict"
        className="flex flex-col gap-2 border-line border-b px-gutter py-4"
      >
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <span className="text-ink-2">Truly</span>
          <StatusLabel status={truth} />
          <span className="text-ink-2">Milepost shows</span>
          {shown?.status ? <StatusLabel status={shown.status} /> : <span>nothing</span>}
          <Mark tone={verdict.tone}>{verdict.word}</Mark>
          {shown?.hasConflict && <Mark tone="amber">conflict</Mark>}
        </p>
        <p className="text-ink-2">{verdict.meaning}</p>
        <p className="text-ink-2">
          To <span className="mono text-small">{entry.to}</span>. Created at{" "}
          <span className="mono text-small">
            <ClockTime atUs={entry.create.at * 1000} hasFraction />
          </span>
          , {createWords(entry.create.behaviour)}.
        </p>
      </section>
      <div
        className={`${COLUMNS} h-8 items-center px-gutter text-ink-3 text-micro max-tablet:hidden`}
      >
        <span>True status</span>
        <span>Callbacks the simulator made</span>
        <span>What Milepost recorded</span>
      </div>
      <ol aria-label="Statuses">
        {truthRows(message).map((row) => (
          <StatusRow key={row.status} row={row} />
        ))}
      </ol>
      {quarantined.length > 0 && (
        <section aria-label="Quarantine" className="border-line border-t px-gutter py-4">
          <h2 className="mb-1 font-semibold">Refused, in quarantine</h2>
          <ul className="flex flex-col gap-1">
            {quarantined.map(({ id, claimedStatus, receivedAt }) => (
              <li key={id}>
                <TextLink href={callbackPanelPage({ range: "all" }, id)}>
                  claims {claimedStatus ?? "no status"}
                </TextLink>{" "}
                <span className="mono text-ink-2 text-small">
                  <ClockTime atUs={instantToUs(receivedAt)} hasFraction />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function StatusRow({ row }: { row: TruthRow }) {
  return (
    <li className={`${COLUMNS} border-line border-t px-gutter py-2.5`}>
      <div className="flex flex-wrap items-center gap-x-2">
        <StatusLabel status={row.status} />
        {row.errorCode && <span className="mono text-red text-small">{row.errorCode}</span>}
        <span className="mono text-ink-2 text-small">
          {row.trueAt === null ? "never so" : <ClockTime atUs={row.trueAt * 1000} hasFraction />}
        </span>
      </div>
      <Lines none="no callback">
        {row.callbacks.map((callback) => (
          <Line
            key={callback.index}
            atUs={callback.queuedAt * 1000}
            words={callbackWords(callback)}
          >
            {marksOf(callback).map(({ word, tone }) => (
              <Mark key={word} tone={tone}>
                {word}
              </Mark>
            ))}
          </Line>
        ))}
      </Lines>
      <Lines none="not recorded">
        {row.events.map((event) => (
          <Line
            key={event.seq}
            atUs={instantToUs(event.receivedAt)}
            words={SOURCE_WORDS[event.source]}
          >
            {event.deliveries > 1 && <Mark>repeated ×{event.deliveries}</Mark>}
          </Line>
        ))}
      </Lines>
    </li>
  );
}

function Lines({ none, children }: { none: string; children: ReactNode[] }) {
  if (children.length === 0) return <p className="text-ink-3">{none}</p>;
  return <ul className="flex min-w-0 flex-col gap-1">{children}</ul>;
}

function Line({ atUs, words, children }: { atUs: number; words: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="mono text-ink-2 text-small">
        <ClockTime atUs={atUs} hasFraction />
      </span>
      <span>{words}</span>
      {children}
    </li>
  );
}

"use client";

import type { Route } from "next";
import { useState } from "react";
import { Address } from "@/components/messages/list/address";
import { StatusLabel } from "@/components/messages/track/status-icon";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Mark } from "@/components/ui/mark";
import { TextLink } from "@/components/ui/text-link";
import { failureWords } from "@/lib/browser/failure-words";
import { messagePage } from "@/lib/browser/message-pages";
import { useLedger } from "@/lib/browser/use-simulator";
import type { LedgerItem, LedgerPage } from "@/lib/contracts/simulator";
import { compareWithTruth } from "@/lib/domain/truth-verdict";
import { countMarks, VERDICT_WORDS } from "./simulator-words";

/** What really happened to each message, newest first, beside the headline that Milepost has for it. */
export function Ledger({ rendered }: { rendered: LedgerPage }) {
  const [trail, setTrail] = useState<readonly number[]>([]);
  const { data: page = rendered, error } = useLedger(trail.at(-1) ?? null, rendered);
  const { olderBefore } = page;
  return (
    <section aria-label="Ledger" className="border-line border-t">
      <div className="flex min-h-10 flex-wrap items-center gap-x-2 px-gutter py-2">
        <h2 className="font-semibold">Ledger</h2>
        <p className="text-ink-3">what each message truly is, then what Milepost shows</p>
      </div>
      {error && (
        <p role="status" className="px-gutter pb-2 text-amber">
          Not up to date. {failureWords(error).sentence}
        </p>
      )}
      {page.items.length === 0 ? (
        <EmptyState title="Nothing sent yet">
          Start a campaign, or send a message: every message the simulator accepts stands here.
        </EmptyState>
      ) : (
        <>
          <p
            aria-hidden="true"
            className="flex min-h-8 items-center gap-x-4 border-line border-t px-gutter text-ink-3 text-micro max-tablet:hidden"
          >
            <span className="w-11">No.</span>
            <span className="w-44">To</span>
            <span className="w-36">Truly</span>
            <span className="w-40">Milepost shows</span>
            <span>Verdict, and what was done to its callbacks</span>
          </p>
          <ol aria-label="Messages">
            {page.items.map((item) => (
              <LedgerRow key={item.entry.sid} item={item} />
            ))}
          </ol>
        </>
      )}
      {page.total > page.items.length && (
        <nav
          aria-label="Pages of the ledger"
          className="flex gap-2 border-line border-t px-gutter py-2"
        >
          <Button
            variant="bare"
            isDisabled={trail.length === 0}
            onPress={() => setTrail(trail.slice(0, -1))}
          >
            Newer
          </Button>
          <Button
            variant="bare"
            isDisabled={olderBefore === null}
            onPress={() => olderBefore !== null && setTrail([...trail, olderBefore])}
          >
            Older
          </Button>
        </nav>
      )}
    </section>
  );
}

function LedgerRow({ item: { entry, shown } }: { item: LedgerItem }) {
  const last = entry.statuses.at(-1);
  const truth = last?.status ?? entry.create.initialStatus;
  const verdict = VERDICT_WORDS[compareWithTruth(truth, shown?.status ?? null)];
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-gutter py-1.5 max-tablet:gap-y-0 max-tablet:py-0.5">
      <TextLink
        href={`/simulator/${entry.sid}` as Route}
        className="mono flex w-11 items-center text-ink-2 text-small pointer-coarse:min-h-10"
        aria-label={`Message ${entry.ordinal + 1}, truth against timeline`}
      >
        {entry.ordinal + 1}
      </TextLink>
      <span className="flex w-44 min-w-0 max-tablet:w-auto max-tablet:flex-1">
        <Address address={entry.to} />
      </span>
      <span className="basis-full tablet:hidden max-tablet:order-1" />
      <span className="flex w-36 items-center gap-1.5 max-tablet:order-1">
        <StatusLabel status={truth} />
        {last?.errorCode && <span className="mono text-red text-small">{last.errorCode}</span>}
      </span>
      <span className="flex w-40 items-center gap-1.5 max-tablet:order-1 max-tablet:w-36">
        <TextLink
          href={messagePage(entry.sid)}
          aria-label={`Timeline of message ${entry.ordinal + 1}`}
          className="inline-flex items-center gap-1.5 pointer-coarse:min-h-10"
        >
          {shown?.status ? <StatusLabel status={shown.status} /> : "no status"}
        </TextLink>
      </span>
      <span title={verdict.meaning}>
        <Mark tone={verdict.tone}>{verdict.word}</Mark>
      </span>
      <span className="flex min-w-0 flex-wrap gap-1 empty:hidden max-tablet:order-1 max-tablet:pb-1.5">
        {countMarks(entry.callbacks).map(({ word, tone, times }) => (
          <Mark key={word} tone={tone}>
            {word}
            {times > 1 && ` ×${times}`}
          </Mark>
        ))}
      </span>
    </li>
  );
}

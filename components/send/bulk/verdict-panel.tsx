"use client";

import { useState } from "react";
import { cn } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import type { BatchCheck, BatchRow } from "@/lib/contracts/send-batch";
import { BATCH_VERDICTS, type BatchVerdict } from "@/lib/domain/batch-verdict";
import { countOf } from "@/lib/domain/count-words";
import { formatInternational } from "@/lib/domain/international-number";
import { VERDICTS } from "./verdict-words";

export type VerdictPanelProps = { check: BatchCheck | null; isChecking: boolean };

/** What is thought of each row, by verdict, before anything is sent. */
export function VerdictPanel({ check, isChecking }: VerdictPanelProps) {
  const [chosen, setChosen] = useState<BatchVerdict | null>(null);
  if (!check) {
    return (
      <section aria-label="Verdicts" className="px-gutter py-3.5">
        <h2 className="font-semibold">Verdicts</h2>
        {isChecking ? (
          <div className="mt-3 flex flex-col gap-2.5">
            <Skeleton className="w-2/3" />
            <Skeleton className="w-1/2" />
            <Skeleton className="w-3/5" />
          </div>
        ) : (
          <p className="mt-1 text-ink-2">
            Every row gets one here before anything is sent: ready, unlikely, invalid, duplicate, or
            opted out.
          </p>
        )}
      </section>
    );
  }
  const present = BATCH_VERDICTS.filter((verdict) => check.verdicts[verdict] > 0);
  const shown =
    chosen && present.includes(chosen) ? chosen : present.find((one) => one !== "ready");
  const verdict = shown ?? "ready";
  const rows = check.samples.filter((row) => row.verdict === verdict);
  return (
    <section aria-label="Verdicts" aria-busy={isChecking} className="py-3.5">
      <h2 className="px-gutter font-semibold">
        Verdicts <span className="font-normal text-ink-2">on {countOf(check.rows, "row")}</span>
      </h2>
      <div className="mt-2 flex flex-wrap gap-x-1 gap-y-1 px-[calc(var(--gutter)-8px)]">
        {present.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === verdict}
            onClick={() => setChosen(one)}
            className={cn(
              "flex h-7 items-center gap-1.5 rounded-control px-2 hover:bg-hover pointer-coarse:h-10",
              one === verdict && "bg-sel",
            )}
          >
            <VerdictLabel verdict={one} />
            <b className="mono font-medium text-small">
              {check.verdicts[one].toLocaleString("en-GB")}
            </b>
          </button>
        ))}
      </div>
      <table className={cn("mt-2 w-full table-fixed", isChecking && "opacity-60")}>
        <caption className="sr-only">Rows that are {VERDICTS[verdict].word}</caption>
        <colgroup>
          <col className="w-16" />
          <col className="w-38" />
          <col />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th>Line</th>
            <th>Recipient</th>
            <th>Why, or its text</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SampleRow key={row.line} row={row} />
          ))}
        </tbody>
      </table>
      {check.verdicts[verdict] > rows.length && (
        <p className="px-gutter pt-2 text-ink-3 text-small">
          The first {rows.length} of {check.verdicts[verdict].toLocaleString("en-GB")}.
        </p>
      )}
    </section>
  );
}

export function VerdictLabel({ verdict }: { verdict: BatchVerdict }) {
  const { word, tone, icon: Icon } = VERDICTS[verdict];
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", tone)}>
      <Icon aria-hidden="true" className="lucide size-3.5" />
      {word}
    </span>
  );
}

function SampleRow({ row }: { row: BatchRow }) {
  const number = row.to?.replace(/^[a-z]+:/, "");
  return (
    <tr className="border-line border-t align-top">
      <td className="mono py-1.5 pl-gutter text-ink-3 text-small">{row.line}</td>
      <td className="mono truncate py-1.5 pr-3" title={row.recipient}>
        {number ? formatInternational(number) : row.recipient || "–"}
      </td>
      <td className="break-words py-1.5 pr-gutter text-ink-2">
        {row.reason && <span className="block">{row.reason}</span>}
        {row.text !== null && <span className="line-clamp-2">{row.text}</span>}
      </td>
    </tr>
  );
}

"use client";

import { useState } from "react";
import { StatusDisc } from "@/components/callbacks/panel/status-disc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import type { CallbackDiagnosis } from "@/lib/contracts/callback";
import { Section } from "./section";
import { toMatrix } from "./to-matrix";

const SHOWN_ROWS = 6;

/** Every address that was tried with every key, and the one that fits. */
export function AttemptMatrix({ diagnosis }: { diagnosis: CallbackDiagnosis }) {
  const [showsAll, setShowsAll] = useState(false);
  const { rows, keyLabels } = toMatrix(diagnosis.attempts);
  if (rows.length === 0) return null;
  const shown = showsAll ? rows : rows.filter((row, index) => index < SHOWN_ROWS || row.isValid);
  return (
    <Section
      title="Tried"
      detail={
        <>
          {counted(rows.length, "address", "addresses")}, {counted(keyLabels.length, "key", "keys")}
          , {counted(diagnosis.hashesTried, "signature", "signatures")}
        </>
      }
    >
      <div className="thin-scroll -mx-(--gutter) overflow-x-auto px-gutter">
        <table className="w-full border-collapse">
          <thead>
            <tr className="h-7 border-line border-b text-left text-ink-3 text-small [&_th]:font-normal">
              <th scope="col">Address</th>
              {keyLabels.map((label) => (
                <th key={label} scope="col" className="px-1.5 text-center whitespace-nowrap">
                  {label.replace(/ primary$/, "")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr
                key={row.key}
                className={cn(
                  "h-7 border-line border-b last:border-b-0",
                  row.isValid && "font-medium",
                )}
              >
                <th
                  scope="row"
                  title={row.url}
                  className={cn(
                    "relative max-w-0 truncate pr-3 text-left font-normal",
                    row.isValid &&
                      "font-medium before:absolute before:inset-y-1 before:-left-(--gutter) before:w-0.5 before:bg-green",
                  )}
                >
                  <span>{row.address}</span>
                  <span
                    className={cn("mono ml-2 text-small", row.isValid ? "text-ink" : "text-ink-3")}
                  >
                    {row.shortUrl}
                  </span>
                </th>
                {row.cells.map(({ keyLabel, state }) => (
                  <td key={keyLabel} className="w-16 px-1.5 text-center text-ink-3">
                    {state === "valid" && <StatusDisc label="valid" />}
                    {state === "invalid" && (
                      <>
                        <span aria-hidden="true">–</span>
                        <span className="sr-only">not valid</span>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <Button variant="bare" className="-ml-2.5 mt-1" onPress={() => setShowsAll(true)}>
          Show all {rows.length} addresses
        </Button>
      )}
    </Section>
  );
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

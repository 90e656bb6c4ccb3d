"use client";

import dynamic from "next/dynamic";
import { Suspense } from "react";
import { Button } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";
import { CopyButton } from "@/components/ui/copy-button";
import { pickedExportAddress } from "@/lib/browser/message-export";
import type { MessageRow } from "@/lib/contracts/message";

const ResendSelection = dynamic(() =>
  import("./resend-selection").then((module) => module.ResendSelection),
);

export type SelectionBarProps = { rows: readonly MessageRow[]; onClear: () => void };

/** What can be done with the selected rows. */
export function SelectionBar({ rows, onClear }: SelectionBarProps) {
  return (
    <div
      role="status"
      className="no-scrollbar flex min-w-0 items-center gap-2 overflow-x-auto *:shrink-0"
    >
      <span className="text-ink-2">
        <b className="mono font-medium text-ink">{rows.length}</b> selected
      </span>
      <Suspense>
        <ResendSelection rows={rows} onDone={onClear} />
      </Suspense>
      <CopyButton
        text={rows.map((row) => row.sid ?? row.id).join("\n")}
        label="Copy the SIDs of the selected messages"
        variant="bare"
      >
        Copy SIDs
      </CopyButton>
      <a
        href={pickedExportAddress(rows.map((row) => row.id))}
        download
        className={buttonStyles({ variant: "bare" })}
      >
        Export<span className="sr-only"> the selected messages as CSV</span>
      </a>
      <Button variant="bare" onPress={onClear}>
        Clear
      </Button>
    </div>
  );
}

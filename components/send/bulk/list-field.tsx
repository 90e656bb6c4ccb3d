"use client";

import { FileText, Upload } from "lucide-react";
import { useState } from "react";
import { DropZone } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/text-area";
import { type BatchCheck, MAX_LIST_CHARACTERS } from "@/lib/contracts/send-batch";
import { countOf } from "@/lib/domain/count-words";
import { readListFile } from "./read-list-file";
import type { BulkList } from "./use-bulk-form";

const DELIMITERS: Record<BatchCheck["delimiter"], string> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

export type ListFieldProps = {
  list: BulkList | null;
  onChange: (list: BulkList | null) => void;
  check: BatchCheck | null;
  failure: string | null;
};

/** Where a list comes in: dropped, chosen or pasted. */
export function ListField({ list, onChange, check, failure }: ListFieldProps) {
  const [fault, setFault] = useState<string | null>(null);
  const [pasted, setPasted] = useState("");

  const take = async (file: File) => {
    if (file.size > MAX_LIST_CHARACTERS) {
      setFault(`${file.name} is larger than 3.5 MB. Split it.`);
      return;
    }
    setFault(null);
    onChange({ name: file.name, text: await readListFile(file) });
  };

  if (list) {
    return (
      <>
        <div className="flex min-h-7 flex-wrap items-center gap-x-2.5 gap-y-1">
          <FileText aria-hidden="true" className="lucide text-ink-3" />
          <span className="min-w-0 max-w-full truncate font-medium">{list.name}</span>
          {check && (
            <span className="shrink-0 text-ink-2">
              {countOf(check.rows, "row")}, parted by {DELIMITERS[check.delimiter]}
            </span>
          )}
          <span className="flex-1" />
          <Button onPress={() => onChange(null)}>Another list</Button>
        </div>
        {failure && (
          <p role="alert" className="text-red">
            {failure}
          </p>
        )}
      </>
    );
  }
  return (
    <DropZone
      aria-label="Drop a CSV file here"
      onDrop={async ({ items }) => {
        for (const item of items) {
          if (item.kind === "file") return take(await item.getFile());
          if (item.kind === "text")
            return onChange({ name: "Dropped list", text: await item.getText("text/plain") });
        }
      }}
      className="rounded-control data-drop-target:outline-2 data-drop-target:outline-accent data-drop-target:outline-offset-4"
    >
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <FileTrigger
            acceptedFileTypes={[".csv", ".tsv", ".txt", "text/csv"]}
            onSelect={(files) => {
              const file = files?.[0];
              if (file) void take(file);
            }}
          >
            <Button>
              <Upload aria-hidden="true" />
              Choose a CSV file
            </Button>
          </FileTrigger>
          <span className="text-ink-2">or drop one here, or paste it:</span>
        </div>
        <TextArea
          label="Pasted list"
          isLabelHidden
          rows={5}
          placeholder={"phone,name\n+14155550137,Ada\n+35320915550,Brian"}
          inputClassName="mono"
          onPaste={(event) => {
            const text = event.clipboardData.getData("text");
            if (text.trim() === "") return;
            event.preventDefault();
            onChange({ name: "Pasted list", text });
          }}
          value={pasted}
          onChange={setPasted}
          onBlur={() => {
            if (pasted.trim() !== "") onChange({ name: "Pasted list", text: pasted });
          }}
        />
        {fault && (
          <p role="alert" className="text-red">
            {fault}
          </p>
        )}
      </div>
    </DropZone>
  );
}

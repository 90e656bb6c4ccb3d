"use client";

import { CircleCheck, CircleMinus, CircleX, TriangleAlert, X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { Input } from "react-aria-components/Input";
import { TextField } from "react-aria-components/TextField";
import { cn } from "@/components/ui/class-names";
import { FieldErrors } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { afterPress } from "@/lib/browser/after-press";
import { formatInternational } from "@/lib/domain/international-number";
import { parseRecipients, type RecipientRow } from "@/lib/domain/recipient-line";
import { RecipientNotes } from "./recipient-notes";
import { useLikelyCountry } from "./use-likely-country";

const SEPARATOR = /[\r\n,;]/;

export type RecipientFieldProps = {
  value: string;
  defaultCountry: string | null;
  onChange: (part: { to?: string; defaultCountry?: string | null }) => void;
  errors?: string[];
};

/** Numbers one under the other, each with its verdict, and a line to add one or paste a list. */
export function RecipientField({ value, defaultCountry, onChange, errors }: RecipientFieldProps) {
  const lines = value === "" ? [] : value.split("\n");
  const [isTyping, setIsTyping] = useState(false);
  const typed = isTyping ? (lines.at(-1) ?? "") : "";
  const settled = isTyping ? lines.slice(0, -1) : lines;
  const likelyCountry = useLikelyCountry();
  const rows = parseRecipients(settled.join("\n"), { defaultCountry, likelyCountry });

  const set = (next: readonly string[], text: string) => {
    setIsTyping(text !== "");
    onChange({ to: [...next, ...(text === "" ? [] : [text])].join("\n") });
  };
  const take = (text: string) => {
    const parts = text.split(SEPARATOR).map((part) => part.trim());
    set([...settled, ...parts.filter(Boolean)], "");
  };
  const type = (text: string) => {
    if (SEPARATOR.test(text)) take(text);
    else set(settled, text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      take(typed);
    }
    const last = settled.at(-1);
    if (event.key === "Backspace" && typed === "" && last !== undefined) {
      event.preventDefault();
      set(settled.slice(0, -1), last);
    }
  };
  // An input would turn the line breaks of a pasted list into blanks.
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text");
    if (!SEPARATOR.test(text.trim())) return;
    event.preventDefault();
    take(typed + text);
  };

  return (
    <TextField
      aria-label="To"
      validationBehavior="aria"
      isInvalid={Boolean(errors?.length)}
      value={typed}
      onChange={type}
      onBlur={() => afterPress(() => take(typed))}
      className="group flex flex-col gap-1.5"
    >
      <div
        className={cn(
          "rounded-control border border-line-3 bg-paper group-data-invalid:border-red",
          "has-[input:focus]:outline-2 has-[input:focus]:outline-accent has-[input:focus]:-outline-offset-1",
        )}
      >
        {rows.length > 0 && (
          <ul aria-label="Recipients" className="thin-scroll max-h-60 overflow-auto">
            {rows.map((row, index) => (
              <RecipientLine
                key={`${row.line} ${row.text}`}
                row={row}
                onRemove={() => set(settled.toSpliced(index, 1), typed)}
              />
            ))}
          </ul>
        )}
        <Input
          type="text"
          inputMode="tel"
          autoComplete="off"
          placeholder={
            rows.length === 0 ? "+14155550137, or paste a list" : "Add a number, or paste a list"
          }
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="h-7 w-full rounded-control bg-transparent px-2.5 outline-none pointer-coarse:h-10 pointer-coarse:text-[1rem]"
        />
      </div>
      <FieldErrors errors={errors} />
      <RecipientNotes
        rows={rows}
        defaultCountry={defaultCountry}
        likelyCountry={likelyCountry}
        onDefaultCountry={(country) => onChange({ defaultCountry: country })}
      />
    </TextField>
  );
}

function RecipientLine({ row, onRemove }: { row: RecipientRow; onRemove: () => void }) {
  const isLeftOut = row.verdict === "invalid" || row.sameAsLine !== null;
  return (
    <li className="flex min-h-7 items-center gap-3 border-line border-b pr-0.5 pl-2.5 max-tablet:gap-2 pointer-coarse:min-h-10">
      <span
        className={cn(
          "mono w-33 truncate",
          row.verdict === "invalid" ? "text-red max-tablet:w-auto" : "shrink-0",
          isLeftOut ? row.verdict !== "invalid" && "text-ink-3" : "text-ink",
        )}
        title={row.text}
      >
        {row.e164 ? formatInternational(row.e164) : row.text}
      </span>
      <span
        className={cn(
          "mono w-6 shrink-0 text-ink-3 text-small",
          row.country === null && "max-tablet:hidden",
        )}
      >
        {row.country ?? "–"}
      </span>
      <span className="flex-1" />
      <Verdict row={row} />
      <IconButton label={`Remove ${row.text}`} onPress={onRemove} className="size-6">
        <X aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function Verdict({ row }: { row: RecipientRow }) {
  if (row.verdict === "invalid") {
    return (
      <span
        className="flex items-center gap-1.5 whitespace-nowrap text-red"
        title={row.reason ?? undefined}
      >
        <CircleX aria-hidden="true" className="lucide size-3.5" />
        {shortReason(row.reason)}
      </span>
    );
  }
  if (row.sameAsLine !== null) {
    return (
      <span className="flex items-center gap-1.5 whitespace-nowrap text-ink-3">
        <CircleMinus aria-hidden="true" className="size-3.5" />
        <span>
          <span className="max-tablet:hidden">same </span>as line {row.sameAsLine}
          <span className="max-tablet:hidden">, sent once</span>
        </span>
      </span>
    );
  }
  if (row.verdict === "unlikely") {
    return (
      <span
        className="flex items-center gap-1.5 whitespace-nowrap text-amber"
        title={row.reason ?? ""}
      >
        <TriangleAlert aria-hidden="true" className="size-3.5" />
        unlikely
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1.5 text-green">
      <CircleCheck aria-hidden="true" className="size-3.5" />
      ready
    </span>
  );
}

/** The first part of a reason; the whole of it stands below the list. */
function shortReason(reason: string | null): string {
  return (reason ?? "not a number").split(". ")[0] ?? "";
}

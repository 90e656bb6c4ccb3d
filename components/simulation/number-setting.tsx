"use client";

import { useState } from "react";
import { TextField } from "@/components/ui/text-field";

export type NumberSettingProps = {
  label: string;
  value: number;
  most: number;
  unit?: string;
  isDisabled: boolean;
  /** Called with a number in range, when one leaves the field or presses Enter. */
  onCommit: (value: number) => void;
};

/** A number that takes effect when it is finished. */
export function NumberSetting({
  label,
  value,
  most,
  unit,
  isDisabled,
  onCommit,
}: NumberSettingProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    setDraft(null);
    const given = Number(draft);
    if (draft === null || draft.trim() === "" || Number.isNaN(given)) return;
    const next = Math.min(most, Math.max(0, given));
    if (next !== value) onCommit(next);
  };
  return (
    <TextField
      label={unit ? `${label}, ${unit}` : label}
      type="number"
      inputMode="decimal"
      value={draft ?? String(value)}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
      isDisabled={isDisabled}
      className="grid grid-cols-[minmax(0,1fr)_5.5rem] items-center gap-3"
      inputClassName="mono text-right"
    />
  );
}

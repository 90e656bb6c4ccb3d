"use client";

import { useState } from "react";
import { TextField } from "@/components/ui/text-field";

export type DaysFieldProps = {
  label: string;
  description: string;
  /** Null: kept for ever. Not a number: what was typed is none. */
  value: number | null;
  onChange: (days: number | null) => void;
  errors: string[] | undefined;
};

/** A number of days, or nothing. */
export function DaysField({ label, description, value, onChange, errors }: DaysFieldProps) {
  const [text, setText] = useState(value === null ? "" : String(value));
  return (
    <TextField
      label={label}
      description={description}
      inputMode="numeric"
      autoComplete="off"
      placeholder="kept"
      value={text}
      onChange={(typed) => {
        setText(typed);
        onChange(typed.trim() === "" ? null : Number(typed));
      }}
      errors={errors}
      suffix={<span className="pr-2.5 text-ink-3 text-small">days</span>}
      inputClassName="mono"
    />
  );
}

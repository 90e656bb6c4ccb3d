"use client";

import { type FormEvent, useState } from "react";
import { Button } from "./button";
import { TextField } from "./text-field";

/** Two instants in UTC; an open end is null. */
type DateRangeValue = { start: string | null; end: string | null };

export type DateRangeProps = {
  value: DateRangeValue;
  onApply: (value: DateRangeValue) => void;
  className?: string;
};

/** From one minute to another, in the viewer's time zone. */
export function DateRange({ value, onApply, className }: DateRangeProps) {
  const [start, setStart] = useState(toLocalMinute(value.start));
  const [end, setEnd] = useState(toLocalMinute(value.end));
  const isReversed = start !== "" && end !== "" && start >= end;

  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (isReversed) return;
    onApply({ start: toInstant(start), end: toInstant(end) });
  };

  return (
    <form onSubmit={apply} className={className}>
      <div className="flex flex-col gap-2.5">
        <TextField label="From" type="datetime-local" value={start} onChange={setStart} />
        <TextField
          label="Until"
          type="datetime-local"
          value={end}
          onChange={setEnd}
          errors={isReversed ? ["This is before the start."] : undefined}
        />
        <p className="text-ink-3 text-small">
          In your time zone, {Intl.DateTimeFormat().resolvedOptions().timeZone}.
        </p>
        <Button type="submit" variant="primary" isDisabled={isReversed || (!start && !end)}>
          Show this range
        </Button>
      </div>
    </form>
  );
}

/** What an `<input type="datetime-local">` shows for an instant. */
function toLocalMinute(instant: string | null): string {
  if (instant === null) return "";
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function toInstant(localMinute: string): string | null {
  return localMinute === "" ? null : new Date(localMinute).toISOString();
}

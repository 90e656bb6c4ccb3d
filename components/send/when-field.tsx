"use client";

import { useState } from "react";
import { ListOption } from "@/components/ui/list-option";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { nowUs } from "@/lib/browser/clock";
import type { SendForm } from "@/lib/contracts/send-form";

/** How long Twilio keeps trying to hand a message on; its own default is the first. */
const VALIDITIES: readonly { seconds: number | null; words: string }[] = [
  { seconds: null, words: "10 h, Twilio’s default" },
  { seconds: 14_400, words: "4 h" },
  { seconds: 3_600, words: "1 h" },
  { seconds: 900, words: "15 min" },
  { seconds: 300, words: "5 min" },
  { seconds: 60, words: "1 min" },
];

const HOUR_MS = 3_600_000;

export type WhenFieldProps = {
  form: SendForm;
  change: (part: Partial<SendForm>) => void;
};

/** Now or at a time, and how long Twilio may keep it waiting. */
export function WhenField({ form, change }: WhenFieldProps) {
  const isScheduled = form.sendAt !== null;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Segmented
          label="When"
          value={isScheduled ? "at" : "now"}
          options={[
            { value: "now", label: "Now" },
            { value: "at", label: "At a time…" },
          ]}
          onChange={(when) => change({ sendAt: when === "now" ? null : inAnHour() })}
        />
        {form.sendAt !== null && (
          <SendTime value={form.sendAt} onChange={(sendAt) => change({ sendAt })} />
        )}
        <span className="flex items-center gap-2">
          <span aria-hidden="true" className="text-ink-2">
            Give up after
          </span>
          <Select
            label="Give up after"
            isLabelHidden
            className="min-w-23"
            selectedKey={String(form.validityPeriodSeconds)}
            onSelectionChange={(key) =>
              change({ validityPeriodSeconds: key === "null" ? null : Number(key) })
            }
          >
            {VALIDITIES.map(({ seconds, words }) => (
              <ListOption key={String(seconds)} id={String(seconds)} textValue={words}>
                {words}
              </ListOption>
            ))}
          </Select>
        </span>
      </div>
      {isScheduled && (
        <p className="text-ink-3 text-small">
          More than 5 minutes and at most 35 days ahead, by a Messaging Service. In your time zone,{" "}
          {Intl.DateTimeFormat().resolvedOptions().timeZone}.
        </p>
      )}
    </>
  );
}

function SendTime({ value, onChange }: { value: string; onChange: (at: string) => void }) {
  const [typed, setTyped] = useState(() => toLocalMinute(value));
  return (
    <TextField
      label="Send time"
      isLabelHidden
      type="datetime-local"
      value={typed}
      onChange={(text) => {
        setTyped(text);
        const at = new Date(text);
        if (!Number.isNaN(at.getTime())) onChange(at.toISOString());
      }}
      inputClassName="mono"
    />
  );
}

/** What an `<input type="datetime-local">` shows for an instant. */
function toLocalMinute(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The next full quarter of an hour that is an hour away or more. */
function inAnHour(): string {
  const quarterMs = HOUR_MS / 4;
  return new Date(Math.ceil((nowUs() / 1000 + HOUR_MS) / quarterMs) * quarterMs).toISOString();
}

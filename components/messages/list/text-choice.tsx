"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { MessageFilters } from "@/lib/contracts/message-list";
import { searchDigits, toTwilioAddress } from "@/lib/domain/phone-address";
import { Address } from "./address";
import { Choice } from "./choice";
import { mostFrequent } from "./most-frequent";

const SHOWN_SUGGESTIONS = 6;

export type TextChoiceProps = {
  /** A phone number is written as Twilio writes it, whatever format it is typed in. */
  kind: "address" | "sid";
  label: string;
  value: string | undefined;
  channel?: MessageFilters["channel"];
  /** Values of the rows in view. */
  seen: readonly (string | null)[];
  onChoose: (value: string | undefined) => void;
};

export function TextChoice({ kind, label, value, channel, seen, onChoose }: TextChoiceProps) {
  const [text, setText] = useState(value ?? "");
  const suggestions = mostFrequent(seen, SHOWN_SUGGESTIONS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = text.trim();
    if (typed === "") onChoose(undefined);
    else onChoose(kind === "address" ? toAddress(typed, channel) : typed);
  };
  return (
    <div className="pb-1">
      <form onSubmit={submit} className="flex flex-col gap-2.5 px-3 pt-2.5 pb-2.5">
        <TextField
          label={label}
          value={text}
          onChange={setText}
          autoFocus
          autoComplete="off"
          spellCheck="false"
          inputClassName="mono text-small"
        />
        <div className="flex justify-between gap-2">
          <Button
            variant="bare"
            isDisabled={value === undefined}
            onPress={() => onChoose(undefined)}
          >
            Any
          </Button>
          <Button type="submit">Show these</Button>
        </div>
      </form>
      {suggestions.length > 0 && (
        <section aria-label="In view" className="border-line border-t pt-1">
          {suggestions.map((suggestion) => (
            <Choice
              key={suggestion}
              isChosen={suggestion === value}
              onChoose={() => onChoose(suggestion)}
            >
              {kind === "address" ? (
                <Address address={suggestion} />
              ) : (
                <span className="mono truncate text-small">{suggestion}</span>
              )}
            </Choice>
          ))}
        </section>
      )}
    </div>
  );
}

/** Names, short codes and what already carries a channel stay as they are. */
function toAddress(typed: string, channel: MessageFilters["channel"]): string {
  const digits = searchDigits(typed);
  if (typed.includes(":") || digits.length < 9) return typed;
  return toTwilioAddress(
    channel === undefined || channel === "other" ? "sms" : channel,
    `+${digits}`,
  );
}

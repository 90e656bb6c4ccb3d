"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { errorTitle } from "@/lib/domain/error-titles";
import { Choice } from "./choice";
import { mostFrequent } from "./most-frequent";

const SHOWN_SUGGESTIONS = 6;

export type ErrorChoiceProps = {
  value: number | undefined;
  seen: readonly (number | null)[];
  onChoose: (code: number | undefined) => void;
};

export function ErrorChoice({ value, seen, onChoose }: ErrorChoiceProps) {
  const [text, setText] = useState(value?.toString() ?? "");
  const typed = text.trim();
  const isReadable = typed === "" || /^[1-9]\d{0,5}$/.test(typed);
  const suggestions = mostFrequent(seen, SHOWN_SUGGESTIONS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReadable) onChoose(typed === "" ? undefined : Number(typed));
  };
  return (
    <div className="pb-1">
      <form onSubmit={submit} className="flex flex-col gap-2.5 px-3 pt-2.5 pb-2.5">
        <TextField
          label="Twilio's error code"
          value={text}
          onChange={setText}
          autoFocus
          inputMode="numeric"
          autoComplete="off"
          inputClassName="mono text-small"
          errors={isReadable ? undefined : ["A code is a number, such as 30003."]}
        />
        <div className="flex justify-between gap-2">
          <Button
            variant="bare"
            className="-ml-2.5"
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
          {suggestions.map((code) => (
            <Choice key={code} isChosen={code === value} onChoose={() => onChoose(code)}>
              <span className="mono text-red text-small">{code}</span>
              <span className="truncate">{errorTitle(code)}</span>
            </Choice>
          ))}
        </section>
      )}
    </div>
  );
}

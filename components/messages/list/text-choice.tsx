"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { ServiceName } from "../service-name";
import { Address } from "./address";
import { Choice } from "./choice";
import { mostFrequent } from "./most-frequent";

const SHOWN_SUGGESTIONS = 6;

export type TextChoiceProps = {
  /** A phone number may be typed in any format; the server finds it by its digits. */
  kind: "address" | "sid";
  label: string;
  value: string | undefined;
  /** Values of the rows in view. */
  seen: readonly (string | null)[];
  onChoose: (value: string | undefined) => void;
};

export function TextChoice({ kind, label, value, seen, onChoose }: TextChoiceProps) {
  const [text, setText] = useState(value ?? "");
  const suggestions = mostFrequent(seen, SHOWN_SUGGESTIONS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChoose(text.trim() || undefined);
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
          {suggestions.map((suggestion) => (
            <Choice
              key={suggestion}
              isChosen={suggestion === value}
              onChoose={() => onChoose(suggestion)}
            >
              {kind === "address" ? (
                <Address address={suggestion} />
              ) : (
                <ServiceName sid={suggestion} />
              )}
            </Choice>
          ))}
        </section>
      )}
    </div>
  );
}

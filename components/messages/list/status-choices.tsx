"use client";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import type { MessageFilters } from "@/lib/contracts/message-list";
import { MESSAGE_STATUSES } from "@/lib/domain/message-status";
import { StatusLabel } from "../track/status-icon";

export type StatusChoicesProps = {
  filters: MessageFilters;
  onChange: (change: Partial<MessageFilters>) => void;
  onDone: () => void;
};

/** Several at once; the list follows every tick. */
export function StatusChoices({ filters, onChange, onDone }: StatusChoicesProps) {
  const chosen = filters.status ?? [];
  const strange = chosen.filter((word) => !(MESSAGE_STATUSES as readonly string[]).includes(word));
  const choose = (words: string[]) => onChange({ status: words.length > 0 ? words : undefined });
  return (
    <div className="py-1">
      {[...MESSAGE_STATUSES, ...strange].map((word) => (
        <div key={word} className="px-3 hover:bg-hover">
          <Checkbox
            isSelected={chosen.includes(word)}
            onChange={(isSelected) =>
              choose(isSelected ? [...chosen, word] : chosen.filter((other) => other !== word))
            }
            className="h-7.5 w-full"
          >
            <StatusLabel status={word} word={strange.includes(word) ? word : undefined} />
          </Checkbox>
        </div>
      ))}
      <div className="mt-1 flex justify-between border-line border-t px-3 pt-2 pb-1">
        <Button
          variant="bare"
          className="-ml-2.5"
          isDisabled={chosen.length === 0}
          onPress={() => choose([])}
        >
          Any status
        </Button>
        <Button onPress={onDone}>Done</Button>
      </div>
    </div>
  );
}

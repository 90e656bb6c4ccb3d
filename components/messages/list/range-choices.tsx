"use client";

import { useState } from "react";
import { DateRange } from "@/components/ui/date-range";
import { hasCustomRange } from "@/lib/browser/message-filters";
import { type MessageFilters, rangePresetSchema } from "@/lib/contracts/message-list";
import { Choice } from "./choice";
import { RANGE_WORDS } from "./filter-words";

export type RangeChoicesProps = {
  filters: MessageFilters;
  onChange: (change: Partial<MessageFilters>) => void;
};

export function RangeChoices({ filters, onChange }: RangeChoicesProps) {
  const isCustom = hasCustomRange(filters);
  const [isChoosing, setIsChoosing] = useState(isCustom);
  return (
    <div className="py-1">
      {rangePresetSchema.options.map((range) => (
        <Choice
          key={range}
          isChosen={!isCustom && filters.range === range}
          onChoose={() => onChange({ range, after: undefined, before: undefined })}
        >
          <span className="first-letter:uppercase">{RANGE_WORDS[range]}</span>
        </Choice>
      ))}
      <Choice isChosen={isCustom} onChoose={() => setIsChoosing(true)}>
        Custom…
      </Choice>
      {isChoosing && (
        <DateRange
          value={{ start: filters.after ?? null, end: filters.before ?? null }}
          onApply={({ start, end }) =>
            onChange({ after: start ?? undefined, before: end ?? undefined })
          }
          className="mt-1 border-line border-t px-3 pt-2.5 pb-2"
        />
      )}
    </div>
  );
}

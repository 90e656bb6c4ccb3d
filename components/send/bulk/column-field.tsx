"use client";

import { useMemo } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { ComboBox } from "@/components/ui/combo-box";
import { ListOption } from "@/components/ui/list-option";
import { Select } from "@/components/ui/select";
import type { BatchCheck } from "@/lib/contracts/send-batch";
import { countryChoices } from "./country-choices";
import type { BulkReading } from "./use-bulk-form";

export type ColumnFieldProps = {
  check: BatchCheck;
  reading: BulkReading;
  onChange: (part: Partial<BulkReading>) => void;
};

/** Which column holds the numbers, and how they are written. */
export function ColumnField({ check, reading, onChange }: ColumnFieldProps) {
  const countries = useMemo(countryChoices, []);
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <Select
          label="Numbers are in"
          className="min-w-48 flex-1"
          selectedKey={String(check.numberColumn)}
          onSelectionChange={(key) => onChange({ numberColumn: Number(key) })}
        >
          {check.columns.map(({ name, example }, index) => (
            <ListOption
              key={name}
              id={String(index)}
              textValue={name}
              description={<span className="mono">{example}</span>}
            >
              {name}
            </ListOption>
          ))}
        </Select>
        <ComboBox
          label="Without a country code they are of"
          className="min-w-48 flex-1"
          placeholder="no country: they are invalid"
          menuTrigger="focus"
          selectedKey={reading.defaultCountry}
          onSelectionChange={(key) =>
            onChange({ defaultCountry: key === null ? null : String(key) })
          }
        >
          {countries.map(({ code, name, callingCode }) => (
            <ListOption
              key={code}
              id={code}
              textValue={name}
              description={<span className="mono">+{callingCode}</span>}
            >
              {name}
            </ListOption>
          ))}
        </ComboBox>
      </div>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        <Checkbox
          isSelected={check.hasHeader}
          onChange={(hasHeader) => onChange({ hasHeader, numberColumn: null })}
        >
          The first line names the columns
        </Checkbox>
        <Checkbox
          isSelected={reading.sendsToUnlikely}
          onChange={(sendsToUnlikely) => onChange({ sendsToUnlikely })}
        >
          Send to unlikely numbers too
        </Checkbox>
      </div>
    </>
  );
}

"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { TextArea } from "@/components/ui/text-area";

export type BulkBodyFieldProps = {
  value: string;
  onChange: (body: string) => void;
  isSmartEncoded: boolean;
  onSmartEncoding: (isSmartEncoded: boolean) => void;
  /** To be put in at the end. */
  columns: readonly string[];
  errors: string[];
};

const MOST_CHIPS = 12;

/** The text, with a button for each column that it can take words from. */
export function BulkBodyField(props: BulkBodyFieldProps) {
  const { value, onChange, columns, errors } = props;
  const id = useId();
  const insert = (column: string) => {
    const area = document.getElementById(id)?.querySelector("textarea");
    const at = area?.selectionStart ?? value.length;
    onChange(`${value.slice(0, at)}{{${column}}}${value.slice(area?.selectionEnd ?? at)}`);
    area?.focus();
  };
  return (
    <div id={id} className="flex flex-col gap-2">
      <TextArea
        label="Body"
        isLabelHidden
        value={value}
        onChange={onChange}
        rows={4}
        errors={errors}
        placeholder="Hello {{name | there}}, …"
        inputClassName="text-lead leading-[1.375rem]"
      />
      {columns.length > 0 && (
        <fieldset aria-label="Put in a column" className="flex flex-wrap items-center gap-1.5">
          {columns.slice(0, MOST_CHIPS).map((column) => (
            <Button key={column} onPress={() => insert(column)} className="mono h-6 px-1.75">
              {`{{${column}}}`}
            </Button>
          ))}
          <span className="text-ink-3 text-small">
            with words for empty cells: <span className="mono">{"{{name | there}}"}</span>
          </span>
        </fieldset>
      )}
      <Checkbox isSelected={props.isSmartEncoded} onChange={props.onSmartEncoding}>
        <span className="min-w-0">
          Smart encoding{" "}
          <span className="text-ink-2">lets Twilio replace curly quotes and the like</span>
        </span>
      </Checkbox>
    </div>
  );
}

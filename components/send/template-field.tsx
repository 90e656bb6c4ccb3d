"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";
import type { SendForm } from "@/lib/contracts/send-form";

export type TemplateFieldProps = {
  form: SendForm;
  change: (part: Partial<SendForm>) => void;
  errors: { contentSid?: string[]; contentVariables?: string[] };
};

/** A content template of the account by its SID, and what stands in its variables. */
export function TemplateField({ form, change, errors }: TemplateFieldProps) {
  const { contentVariables: variables } = form;
  const set = (index: number, part: Partial<(typeof variables)[number]>) =>
    change({
      contentVariables: variables.map((variable, other) =>
        other === index ? { ...variable, ...part } : variable,
      ),
    });
  return (
    <>
      <TextField
        label="Template SID"
        placeholder="HX and 32 hexadecimal digits"
        value={form.contentSid}
        onChange={(contentSid) => change({ contentSid: contentSid.trim() })}
        errors={errors.contentSid}
        inputClassName="mono"
      />
      {variables.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {variables.map((variable, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a variable is typed in its place
            <li key={index} className="flex items-center gap-1.5">
              <TextField
                label={`Name of variable ${index + 1}`}
                isLabelHidden
                value={variable.name}
                onChange={(name) => set(index, { name: name.trim() })}
                className="w-24"
                inputClassName="mono"
              />
              <TextField
                label={`Value of variable ${index + 1}`}
                isLabelHidden
                placeholder="What stands there"
                value={variable.value}
                onChange={(value) => set(index, { value })}
                className="flex-1"
              />
              <IconButton
                label={`Remove variable ${variable.name || index + 1}`}
                onPress={() => change({ contentVariables: variables.toSpliced(index, 1) })}
              >
                <X aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {errors.contentVariables && (
        <p role="alert" className="text-red text-small">
          {errors.contentVariables.join(" ")}
        </p>
      )}
      <div className="flex flex-wrap gap-1">
        <Button
          variant="bare"
          className="-ml-2.5"
          onPress={() =>
            change({
              contentVariables: [...variables, { name: String(variables.length + 1), value: "" }],
            })
          }
        >
          <Plus aria-hidden="true" />
          Variable
        </Button>
        <Button variant="bare" onPress={() => change({ content: "text" })}>
          Write a text instead
        </Button>
      </div>
    </>
  );
}

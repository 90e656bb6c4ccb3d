"use client";

import { useState } from "react";
import { TextField } from "@/components/ui/text-field";
import type { SendForm } from "@/lib/contracts/send-form";

export type LabelFieldProps = {
  form: SendForm;
  change: (part: Partial<SendForm>) => void;
  errors: { reference?: string[]; tags?: string[] };
};

/** One's own name for the message and words to find it by. They stay here; Twilio is not given them. */
export function LabelField({ form, change, errors }: LabelFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const tags = typed ?? form.tags.join(", ");
  return (
    <div className="grid grid-cols-2 gap-3 max-tablet:grid-cols-1">
      <TextField
        label="Reference"
        placeholder="order 4711"
        value={form.reference}
        onChange={(reference) => change({ reference })}
        errors={errors.reference}
      />
      <TextField
        label="Tags"
        placeholder="reminder, dublin"
        value={tags}
        onChange={(text) => {
          setTyped(text);
          change({ tags: toTags(text) });
        }}
        onBlur={() => setTyped(null)}
        errors={errors.tags}
      />
    </div>
  );
}

function toTags(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim());
  return [...new Set(tags.filter(Boolean))];
}

"use client";

import { useCallback, useEffect, useState } from "react";
import type { SendForm } from "@/lib/contracts/send-form";
import { emptyDraft, keepDraft, readDraft } from "./send-draft";

export type SendDraft = {
  form: SendForm;
  change: (part: Partial<SendForm>) => void;
};

/** The form as it is filled in, kept over a reload of this tab. `to`: whom the page was opened to write to. */
export function useSendDraft(sendKey: string, to: string): SendDraft {
  const [form, setForm] = useState(() => emptyDraft(sendKey));
  const [isRestored, setIsRestored] = useState(false);

  useEffect(() => {
    setForm((current) => {
      const draft = readDraft() ?? current;
      return to === "" || draft.to === to ? draft : { ...draft, to, sendKey };
    });
    setIsRestored(true);
  }, [sendKey, to]);

  useEffect(() => {
    if (isRestored) keepDraft(form);
  }, [form, isRestored]);

  const change = useCallback(
    (part: Partial<SendForm>) => setForm((current) => ({ ...current, ...part })),
    [],
  );
  return { form, change };
}

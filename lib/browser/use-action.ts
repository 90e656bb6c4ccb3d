"use client";

import { useState, useTransition } from "react";
import type { ActionFailure, ActionResult } from "@/lib/contracts/action-result";

const NO_ANSWER: ActionFailure = {
  ok: false,
  code: "unavailable",
  message: "Milepost did not answer. Try again.",
};

/** Runs a server action from a form: whether it is under way, and what it said no with. */
export function useAction<Input, Data>(
  action: (input: Input) => Promise<ActionResult<Data>>,
  onDone: (data: Data) => void,
) {
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [isPending, start] = useTransition();
  const run = (input: Input) => {
    if (isPending) return;
    start(async () => {
      const result = await action(input).catch(() => NO_ANSWER);
      setFailure(result.ok ? null : result);
      if (result.ok) onDone(result.data);
    });
  };
  return { run, isPending, failure, errorsOf: (field: string) => failure?.fieldErrors?.[field] };
}

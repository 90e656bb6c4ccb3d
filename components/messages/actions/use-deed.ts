"use client";

import { useState } from "react";
import { toast } from "sonner";
import { useSWRConfig } from "swr";
import { messageKey } from "@/lib/browser/message-keys";
import type { ActionResult } from "@/lib/contracts/action-result";

export type Deed<Input, Output> = {
  isRunning: boolean;
  /** The answer, or null when it could not be done; what went wrong was said. */
  run: (input: Input) => Promise<Output | null>;
};

/** Runs a command on one message or several, says what went wrong, and has them read again. */
export function useDeed<Input, Output>(
  messageIds: string | readonly string[],
  command: (input: Input) => Promise<ActionResult<Output>>,
): Deed<Input, Output> {
  const { mutate } = useSWRConfig();
  const [isRunning, setIsRunning] = useState(false);
  const run = async (input: Input) => {
    setIsRunning(true);
    try {
      const result = await command(input);
      if (result.ok) return result.data;
      toast.error("That could not be done", { description: result.message });
    } catch {
      toast.error("No answer from Milepost", {
        description: "Look whether it was done, then try again.",
      });
    } finally {
      setIsRunning(false);
      for (const id of [messageIds].flat()) void mutate(messageKey(id));
    }
    return null;
  };
  return { isRunning, run };
}

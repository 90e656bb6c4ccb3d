"use client";

import { toast } from "sonner";
import { FormFailure } from "@/components/account/form-failure";
import { Button } from "@/components/ui/button";
import { useAction } from "@/lib/browser/use-action";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { PrivacyPage, RetentionCounts } from "@/lib/contracts/privacy";
import { ExactTime } from "./exact-time";

const WORDS: Record<keyof RetentionCounts, readonly [one: string, many: string]> = {
  bodies: ["text", "texts"],
  numbers: ["number", "numbers"],
  callbacks: ["raw callback", "raw callbacks"],
  refused: ["refused callback", "refused callbacks"],
  atTwilio: ["text at Twilio", "texts at Twilio"],
};

/** What was removed, as a list in words; null when it was nothing. */
function removedWords(counts: RetentionCounts): string | null {
  const parts = (Object.keys(WORDS) as (keyof RetentionCounts)[])
    .filter((kind) => counts[kind] > 0)
    .map(
      (kind) => `${counts[kind].toLocaleString("en")} ${WORDS[kind][counts[kind] === 1 ? 0 : 1]}`,
    );
  return parts.length === 0 ? null : parts.join(", ");
}

export type RetentionAccountProps = {
  page: PrivacyPage;
  applyNow: () => Promise<ActionResult<RetentionCounts>>;
};

/** When it was carried out last, what went, and a button to do it now. */
export function RetentionAccount({ page, applyNow }: RetentionAccountProps) {
  const now = useAction(applyNow, (counts) => {
    const removed = removedWords(counts);
    toast.success(removed === null ? "Nothing was too old" : `Removed: ${removed}`);
  });
  const removed = page.lastRun && removedWords(page.lastRun);
  return (
    <>
      <p className="text-ink-2">
        {page.lastRunAt === null ? (
          "Not carried out yet."
        ) : (
          <>
            Last on <ExactTime at={page.lastRunAt} />
            {removed ? `: ${removed}.` : ": nothing was too old."}
          </>
        )}
        {page.waitingAtTwilio > 0 &&
          ` ${page.waitingAtTwilio.toLocaleString("en")} wait to be redacted at Twilio.`}
      </p>
      <FormFailure failure={now.failure} />
      <Button isPending={now.isPending} onPress={() => now.run(undefined)} className="self-start">
        Carry it out now
      </Button>
    </>
  );
}

"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { useShortcuts } from "@/lib/browser/shortcuts";
import type { Refusal, ReleaseOutcome } from "@/lib/contracts/callback";
import type { CallbackActions } from "../callback-actions";

export type VerifyAgainProps = {
  callbackId: string;
  refusal: Refusal;
  onVerify: CallbackActions["verify"];
  onChanged: () => Promise<void>;
};

/** Verifies a refused callback with today's settings, and with it all of the same cause. */
export function VerifyAgain({ callbackId, refusal, onVerify, onChanged }: VerifyAgainProps) {
  const [isPending, setIsPending] = useState(false);
  const router = useRouter();
  const canVerify = onVerify !== undefined && refusal.cannotVerify === null;

  const verify = async () => {
    if (!onVerify || !canVerify || isPending) return;
    setIsPending(true);
    try {
      const result = await onVerify(callbackId);
      if (result.ok) tell(result.data);
      else toast.error("Not verified", { description: result.message });
      await onChanged();
      router.refresh();
    } catch {
      toast.error("Not verified", { description: "The server did not answer. Try again." });
    } finally {
      setIsPending(false);
    }
  };
  useShortcuts("Callbacks", [{ keys: "v", label: "Verify again", run: () => void verify() }]);

  if (refusal.cannotVerify !== null) {
    return <p className="mt-3 text-pretty text-ink-2">{refusal.cannotVerify}</p>;
  }
  if (!onVerify) {
    return <p className="mt-3 text-ink-2">Verifying it again needs the role admin.</p>;
  }
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button variant="primary" onPress={() => void verify()} isPending={isPending}>
        <RotateCw aria-hidden="true" className={isPending ? "motion-safe:animate-spin" : ""} />
        Verify again
      </Button>
      <p className="min-w-0 flex-1 text-pretty text-ink-2 text-small">
        <Consequence refusal={refusal} />
      </p>
    </div>
  );
}

function Consequence({ refusal }: { refusal: Refusal }) {
  const { sameCauseCount, isValidNow } = refusal;
  return (
    <>
      {isValidNow && <b className="font-medium text-ink">Today’s settings make it valid. </b>}
      {sameCauseCount > 0 && (
        <>
          <b className="font-medium text-ink">{sameCauseCount.toLocaleString("en")} more</b>{" "}
          {sameCauseCount === 1
            ? "has the same cause and is verified with it"
            : "have the same cause and are verified with it"}
        </>
      )}
    </>
  );
}

function tell({ recorded, stillRefused, cut, finding }: ReleaseOutcome): void {
  const rest = [
    stillRefused > 0 && `${stillRefused.toLocaleString("en")} still refused`,
    cut > 0 && `${cut.toLocaleString("en")} not kept whole`,
  ].filter(Boolean);
  const description = [finding, rest.join(", ")].filter(Boolean).join(". ") || undefined;
  if (recorded === 0) {
    toast.error("Still refused", { description });
    return;
  }
  const words =
    recorded === 1 ? "1 callback recorded" : `${recorded.toLocaleString("en")} callbacks recorded`;
  toast.success(words, { description });
}

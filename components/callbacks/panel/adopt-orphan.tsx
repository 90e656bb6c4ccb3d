"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { CallbackActions } from "../callback-actions";

export type AdoptOrphanProps = {
  messageId: string;
  onAdopt: CallbackActions["adopt"];
  onChanged: () => Promise<void>;
};

/** Fetches from Twilio what the callbacks of an orphan do not tell. */
export function AdoptOrphan({ messageId, onAdopt, onChanged }: AdoptOrphanProps) {
  const [isPending, setIsPending] = useState(false);
  if (!onAdopt) return <p className="mt-3 text-ink-2">Adopting it needs the role admin.</p>;

  const adopt = async () => {
    setIsPending(true);
    try {
      const result = await onAdopt(messageId);
      if (result.ok) toast.success("Adopted", { description: "Its details came from Twilio." });
      else toast.error("Not adopted", { description: result.message });
      await onChanged();
    } catch {
      toast.error("Not adopted", { description: "The server did not answer. Try again." });
    } finally {
      setIsPending(false);
    }
  };

  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button variant="primary" onPress={() => void adopt()} isPending={isPending}>
        <Download aria-hidden="true" />
        Adopt
      </Button>
      <p className="min-w-0 flex-1 text-pretty text-ink-2 text-small">
        Milepost fetches its text, price and status from Twilio, and it becomes a message like any
        other.
      </p>
    </div>
  );
}

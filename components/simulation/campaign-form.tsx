"use client";

import { Play } from "lucide-react";
import type { Route } from "next";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { newSendKey } from "@/lib/browser/send-key";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { Campaign } from "@/lib/contracts/simulator";

export type StartCampaign = (campaign: Campaign) => Promise<ActionResult<{ batchId: string }>>;

type Answer =
  | { batchId: string; messages: number }
  | { message: string; fieldErrors?: Record<string, string[]> };

/** Sends made-up messages through Milepost, as many and as fast as asked. */
export function CampaignForm({ start }: { start: StartCampaign }) {
  const [messages, setMessages] = useState("200");
  const [rate, setRate] = useState("20");
  const [sendKey, setSendKey] = useState(newSendKey);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [isStarting, setIsStarting] = useState(false);
  const fieldErrors = answer && "fieldErrors" in answer ? answer.fieldErrors : undefined;

  const submit = async () => {
    setIsStarting(true);
    const result = await start({
      sendKey,
      messages: toNumber(messages),
      ratePerSecond: toNumber(rate),
    }).catch(() => null);
    setIsStarting(false);
    if (!result) return setAnswer({ message: "Milepost did not answer. Try again." });
    if (!result.ok) return setAnswer(result);
    setAnswer({ batchId: result.data.batchId, messages: toNumber(messages) });
    setSendKey(newSendKey());
  };

  return (
    <form
      aria-label="Campaign"
      className="flex flex-col gap-3 px-gutter py-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2 className="font-semibold">Campaign</h2>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Messages"
          type="number"
          inputMode="numeric"
          value={messages}
          onChange={setMessages}
          errors={fieldErrors?.messages}
          inputClassName="mono"
        />
        <TextField
          label="A second"
          type="number"
          inputMode="numeric"
          value={rate}
          onChange={setRate}
          errors={fieldErrors?.ratePerSecond}
          inputClassName="mono"
        />
      </div>
      <Button type="submit" variant="primary" isPending={isStarting} className="self-start">
        <Play aria-hidden="true" />
        Start campaign
      </Button>
      <p role="status" className="text-ink-2 text-small empty:hidden">
        {answer && "batchId" in answer && (
          <>
            {answer.messages === 1
              ? "1 message is"
              : `${answer.messages.toLocaleString("en")} messages are`}{" "}
            being sent.{" "}
            <TextLink href={`/send/batches/${answer.batchId}` as Route}>Progress</TextLink>
          </>
        )}
      </p>
      {answer && "message" in answer && (
        <p role="alert" className="text-red text-small">
          {answer.message}
        </p>
      )}
    </form>
  );
}

function toNumber(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

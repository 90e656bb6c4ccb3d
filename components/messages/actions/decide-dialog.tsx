"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import type { MessageDetail } from "@/lib/contracts/message";
import {
  type SubmissionCandidate,
  submissionDecisionSchema,
} from "@/lib/contracts/unknown-submission";
import type { MessageCommands } from "./message-commands";
import { useDeed } from "./use-deed";

export type DecideDialogProps = {
  message: MessageDetail;
  commands: MessageCommands;
  /** What Twilio has that may be it. */
  candidates: readonly SubmissionCandidate[];
  isOpen: boolean;
  onClose: () => void;
};

/** A person says what became of a message: this one at Twilio is it, or it was not sent. */
export function DecideDialog(props: DecideDialogProps) {
  const { message, commands, candidates, isOpen, onClose } = props;
  const { isRunning, run } = useDeed(message.id, commands.decide);
  const [choice, setChoice] = useState("");
  const [typedSid, setTypedSid] = useState("");
  const [error, setError] = useState<string | null>(null);

  const decide = async () => {
    const sid = choice === "typed" ? typedSid : choice;
    const decision = submissionDecisionSchema.safeParse(
      choice === "not_sent" ? { kind: "not_sent" } : { kind: "sent", sid },
    );
    if (!decision.success) {
      setError(decision.error.issues[0]?.message ?? "This is not a message SID.");
      return;
    }
    const done = await run({ messageId: message.id, decision: decision.data });
    if (!done) return;
    onClose();
    toast.success(choice === "not_sent" ? "Marked as not sent" : "Twilio confirmed it");
  };

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(stays) => !stays && onClose()}
      title="What became of it?"
      actions={
        <>
          <Button onPress={onClose}>Leave it open</Button>
          <Button
            variant="primary"
            isDisabled={choice === ""}
            isPending={isRunning}
            onPress={decide}
          >
            Decide
          </Button>
        </>
      }
    >
      <p className="mb-3 text-pretty text-ink-2">
        Twilio did not answer when this was handed over. Look into Twilio’s log for a message to{" "}
        <span className="mono">{message.to}</span>, and say what you found.
      </p>
      <RadioGroup
        label="What became of it"
        isLabelHidden
        value={choice}
        onChange={(value) => {
          setChoice(value);
          setError(null);
        }}
      >
        {candidates.map(({ sid, status, createdAt }) => (
          <Radio key={sid} value={sid} label={<span className="mono">{sid}</span>}>
            {status}, created {createdAt.slice(11, 19)} UTC
          </Radio>
        ))}
        <Radio value="typed" label="It was sent.">
          Twilio’s log has it, with this SID:
        </Radio>
        {choice === "typed" && (
          <TextField
            label="Message SID"
            isLabelHidden
            placeholder="SM and 32 hexadecimal digits"
            value={typedSid}
            onChange={setTypedSid}
            errors={error ? [error] : undefined}
            className="ml-6"
            inputClassName="mono"
          />
        )}
        <Radio value="not_sent" label="It was not sent.">
          Twilio’s log has no such message. It can be sent again then.
        </Radio>
      </RadioGroup>
    </Dialog>
  );
}

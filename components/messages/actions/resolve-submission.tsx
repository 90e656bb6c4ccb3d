"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { MessageDetail } from "@/lib/contracts/message";
import type { SubmissionCandidate, SubmissionFinding } from "@/lib/contracts/unknown-submission";
import { DecideDialog } from "./decide-dialog";
import { type MessageCommands, useMessageCommands } from "./message-commands";
import { useDeed } from "./use-deed";

/** Finds out about a message whose create call was not answered: at Twilio, or by a person's word. */
export function ResolveSubmission({ message }: { message: MessageDetail }) {
  const commands = useMessageCommands("messages.resolve");
  const isOpen = message.submission === "unknown" || message.submission === "pending";
  if (!commands || !isOpen || message.sid !== null) return null;
  return <ResolveButtons message={message} commands={commands} />;
}

function ResolveButtons({
  message,
  commands,
}: {
  message: MessageDetail;
  commands: MessageCommands;
}) {
  const { isRunning, run } = useDeed(message.id, commands.resolve);
  const [candidates, setCandidates] = useState<readonly SubmissionCandidate[]>([]);
  const [isDeciding, setIsDeciding] = useState(false);
  const lookUp = async () => {
    const finding = await run({ messageId: message.id });
    if (!finding) return;
    tell(finding);
    if (finding.kind === "several") {
      setCandidates(finding.candidates);
      setIsDeciding(true);
    }
  };
  return (
    <>
      <Button variant="primary" isPending={isRunning} onPress={lookUp}>
        <Search aria-hidden="true" />
        Look it up at Twilio
      </Button>
      {message.submission === "unknown" && (
        <Button onPress={() => setIsDeciding(true)}>Decide…</Button>
      )}
      <DecideDialog
        message={message}
        commands={commands}
        candidates={candidates}
        isOpen={isDeciding}
        onClose={() => setIsDeciding(false)}
      />
    </>
  );
}

function tell(finding: SubmissionFinding): void {
  switch (finding.kind) {
    case "found":
      toast.success("Twilio has it", { description: `It says ${finding.status}.` });
      break;
    case "none":
      toast("Twilio lists no such message", {
        description:
          "Neither to this recipient nor with this text in those minutes. It was probably not sent.",
      });
      break;
    case "several":
      toast("More than one fits", { description: "A person has to say which it is." });
      break;
    case "settled":
      toast("It is known by now", {
        description:
          finding.submission === "pending" ? "It is being sent just now." : "Twilio has answered.",
      });
      break;
  }
}

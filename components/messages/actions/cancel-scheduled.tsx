"use client";

import { CircleX } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { MessageDetail } from "@/lib/contracts/message";
import { ConfirmDialog } from "./confirm-dialog";
import { type MessageCommands, useMessageCommands } from "./message-commands";
import { useDeed } from "./use-deed";

/** Takes back a message that Twilio keeps for later. */
export function CancelScheduled({ message }: { message: MessageDetail }) {
  const commands = useMessageCommands("messages.cancel");
  if (!commands || message.status !== "scheduled" || message.sid === null) return null;
  return <CancelButton message={message} commands={commands} />;
}

function CancelButton({
  message,
  commands,
}: {
  message: MessageDetail;
  commands: MessageCommands;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const { isRunning, run } = useDeed(message.id, commands.cancel);
  const cancel = async () => {
    const done = await run({ messageId: message.id });
    setIsAsking(false);
    if (done) toast.success("Canceled", { description: "Twilio will not send it." });
  };
  return (
    <>
      <Button onPress={() => setIsAsking(true)}>
        <CircleX aria-hidden="true" />
        Cancel sending
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onDismiss={() => setIsAsking(false)}
        title="Cancel this message?"
        deed="Cancel sending"
        isDestructive
        isRunning={isRunning}
        onConfirm={cancel}
      >
        <p>
          Twilio keeps it until its send time. Canceled, it is not sent, and it stays in the list.
        </p>
      </ConfirmDialog>
    </>
  );
}

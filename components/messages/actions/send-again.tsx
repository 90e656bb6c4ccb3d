"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { messagePage } from "@/lib/browser/message-pages";
import { newSendKey } from "@/lib/browser/send-key";
import type { MessageDetail } from "@/lib/contracts/message";
import { whyNotResendable } from "@/lib/domain/resend-rules";
import { ConfirmDialog } from "./confirm-dialog";
import { type MessageCommands, useMessageCommands } from "./message-commands";
import { ResendAdvice } from "./resend-advice";
import { useDeed } from "./use-deed";

/** Sends a failed message once more, as a new one. */
export function SendAgain({ message }: { message: MessageDetail }) {
  const commands = useMessageCommands("messages.send");
  const reason = whyNotResendable({ ...message, isRedacted: message.bodyRedactedAt !== null });
  if (!commands || reason !== null) return null;
  return <SendAgainButton message={message} commands={commands} />;
}

function SendAgainButton({
  message,
  commands,
}: {
  message: MessageDetail;
  commands: MessageCommands;
}) {
  const router = useRouter();
  const [sendKey, setSendKey] = useState<string | null>(null);
  const { isRunning, run } = useDeed(message.id, commands.resend);
  const resend = async () => {
    if (sendKey === null) return;
    const resent = await run({ messageIds: [message.id], sendKey });
    const [first] = resent ?? [];
    if (!first) return;
    setSendKey(null);
    if (first.outcome) router.push(messagePage(first.outcome.messageId));
    else toast.error("Not sent again", { description: first.problem });
  };
  return (
    <>
      <Button onPress={() => setSendKey(newSendKey())}>
        <RotateCw aria-hidden="true" />
        Send again
      </Button>
      <ConfirmDialog
        isOpen={sendKey !== null}
        onDismiss={() => setSendKey(null)}
        title="Send it once more?"
        deed="Send again"
        isRunning={isRunning}
        onConfirm={resend}
      >
        <p>
          A new message with the same text goes to <span className="mono">{message.to}</span> at
          once. This one stays as it is, and both name each other.
        </p>
        {message.resentAsIds.length > 0 && (
          <p className="text-amber">
            It was sent again {message.resentAsIds.length === 1 ? "once" : "several times"} already.
          </p>
        )}
        {message.errorCode !== null && <ResendAdvice code={message.errorCode} />}
      </ConfirmDialog>
    </>
  );
}

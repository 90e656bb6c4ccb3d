"use client";

import { Eye } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { RevealedMessage } from "@/lib/contracts/privacy";
import { type MessageCommands, useMessageCommands } from "./actions/message-commands";
import { useDeed } from "./actions/use-deed";

export type HiddenTextProps = {
  messageId: string;
  onReveal: (revealed: RevealedMessage) => void;
};

/** Stands in for a text that the team hides; who may can reveal it. */
export function HiddenText(props: HiddenTextProps) {
  const commands = useMessageCommands("messages.reveal");
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      <p className="text-ink-2">Your team hides texts.</p>
      {commands && <RevealButton {...props} commands={commands} />}
    </div>
  );
}

function RevealButton({
  messageId,
  onReveal,
  commands,
}: HiddenTextProps & { commands: MessageCommands }) {
  const { isRunning, run } = useDeed(messageId, commands.reveal);
  const reveal = async () => {
    const revealed = await run({ messageId });
    if (revealed) onReveal(revealed);
  };
  return (
    <Button
      variant="bare"
      isPending={isRunning}
      onPress={reveal}
      aria-description="It is written in the audit."
      className="-my-1 print:hidden"
    >
      <Eye aria-hidden="true" />
      Reveal
    </Button>
  );
}

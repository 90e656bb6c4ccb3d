"use client";

import { RefreshCw } from "lucide-react";
import { toast } from "sonner";
import { Button, type ButtonProps } from "@/components/ui/button";
import type { MessageDetail } from "@/lib/contracts/message";
import { type MessageCommands, useMessageCommands } from "./message-commands";
import { useDeed } from "./use-deed";

export type FetchNowProps = {
  message: MessageDetail;
  /** On the button; "Fetch now" unless given. */
  children?: string;
  variant?: ButtonProps["variant"];
};

/** Asks Twilio what it says of the message now. Nothing where Twilio has no such message. */
export function FetchNow(props: FetchNowProps) {
  const commands = useMessageCommands("messages.refresh");
  const { sid, twilioDeletedAt } = props.message;
  if (!commands || sid === null || twilioDeletedAt !== null) return null;
  return <FetchNowButton {...props} commands={commands} />;
}

function FetchNowButton({
  message,
  commands,
  variant,
  children = "Fetch now",
}: FetchNowProps & { commands: MessageCommands }) {
  const { isRunning, run } = useDeed(message.id, commands.fetchNow);
  const fetchNow = async () => {
    const fetched = await run({ messageId: message.id });
    if (!fetched) return;
    const isNews = fetched.status !== fetched.before;
    toast.success(`Twilio says ${isNews ? "" : "still "}${fetched.status}`, {
      description: "It is an event of the timeline, with segments and price.",
    });
  };
  return (
    <Button variant={variant} isPending={isRunning} onPress={fetchNow}>
      <RefreshCw aria-hidden="true" />
      {children}
    </Button>
  );
}

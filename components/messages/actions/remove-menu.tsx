"use client";

import { EllipsisVertical } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { MessageDetail } from "@/lib/contracts/message";
import { ConfirmDialog } from "./confirm-dialog";
import { type MessageCommands, useMessageCommands } from "./message-commands";
import { useDeed } from "./use-deed";

type Removal = "text" | "resource";

/** Removes the text, or the whole message at Twilio. */
export function RemoveMenu({ message }: { message: MessageDetail }) {
  const redacting = useMessageCommands("messages.redact");
  const deleting = useMessageCommands("messages.delete");
  const [asked, setAsked] = useState<Removal | null>(null);
  const canRedact = redacting !== null && message.bodyRedactedAt === null;
  const canDelete = deleting !== null && message.sid !== null && message.twilioDeletedAt === null;
  if (!canRedact && !canDelete) return null;
  return (
    <>
      <Menu
        aria-label="More actions"
        onAction={(key) => setAsked(key === "text" ? "text" : "resource")}
        trigger={
          <IconButton label="More actions">
            <EllipsisVertical aria-hidden="true" />
          </IconButton>
        }
      >
        {canRedact && (
          <MenuItem id="text" isDanger>
            Remove the text…
          </MenuItem>
        )}
        {canDelete && (
          <MenuItem id="resource" isDanger>
            Delete at Twilio…
          </MenuItem>
        )}
      </Menu>
      {redacting && (
        <RedactDialog
          message={message}
          commands={redacting}
          isOpen={asked === "text"}
          onClose={() => setAsked(null)}
        />
      )}
      {deleting && (
        <DeleteDialog
          message={message}
          commands={deleting}
          isOpen={asked === "resource"}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

type RemovalDialogProps = {
  message: MessageDetail;
  commands: MessageCommands;
  isOpen: boolean;
  onClose: () => void;
};

function RedactDialog({ message, commands, isOpen, onClose }: RemovalDialogProps) {
  const { isRunning, run } = useDeed(message.id, commands.redact);
  const redact = async () => {
    const done = await run({ messageId: message.id });
    onClose();
    if (!done) return;
    toast.success("The text is removed", {
      description: done.isGoneAtTwilio ? "Twilio did not have it." : "Here and at Twilio.",
    });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onDismiss={onClose}
      title="Remove the text?"
      deed="Remove the text"
      isDestructive
      isRunning={isRunning}
      onConfirm={redact}
    >
      <p>
        The text, template variables and the text that callbacks carried are removed here and at
        Twilio. Nobody can bring them back. Statuses, numbers and times stay.
      </p>
    </ConfirmDialog>
  );
}

function DeleteDialog({ message, commands, isOpen, onClose }: RemovalDialogProps) {
  const { isRunning, run } = useDeed(message.id, commands.deleteAtTwilio);
  const remove = async () => {
    const done = await run({ messageId: message.id });
    onClose();
    if (done) toast.success("Deleted at Twilio", { description: "Its record stays here." });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onDismiss={onClose}
      title="Delete it at Twilio?"
      deed="Delete at Twilio"
      isDestructive
      isRunning={isRunning}
      onConfirm={remove}
    >
      <p>
        Twilio forgets the message: its log, its price and its media are gone there, and it cannot
        be fetched again. Its record and timeline stay here.
      </p>
    </ConfirmDialog>
  );
}

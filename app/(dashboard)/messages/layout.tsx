import type { ReactNode } from "react";
import { MessageCommandsProvider } from "@/components/messages/actions/message-commands";
import { requireViewer } from "@/lib/auth/current-viewer";
import { permissionsOf } from "@/lib/domain/permissions";
import {
  cancelMessageAction,
  decideSubmissionAction,
  deleteMessageAction,
  fetchMessageAction,
  redactMessageAction,
  resendMessagesAction,
  resolveSubmissionAction,
  revealMessageAction,
} from "./actions";

export default async function MessagesLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  return (
    <MessageCommandsProvider
      commands={{
        may: permissionsOf(viewer),
        fetchNow: fetchMessageAction,
        cancel: cancelMessageAction,
        redact: redactMessageAction,
        deleteAtTwilio: deleteMessageAction,
        resend: resendMessagesAction,
        resolve: resolveSubmissionAction,
        decide: decideSubmissionAction,
        reveal: revealMessageAction,
      }}
    >
      {children}
    </MessageCommandsProvider>
  );
}

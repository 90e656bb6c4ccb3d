"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ActionResult } from "@/lib/contracts/action-result";
import type {
  FetchedMessage,
  MessageDeed,
  ResendRequest,
  Resent,
} from "@/lib/contracts/message-deeds";
import type { RevealedMessage } from "@/lib/contracts/privacy";
import type { SubmissionDecision, SubmissionFinding } from "@/lib/contracts/unknown-submission";
import type { Permission } from "@/lib/domain/permissions";

type Command<Input, Output> = (input: Input) => Promise<ActionResult<Output>>;

/** What can be done with messages, and what of it the viewer may. */
export type MessageCommands = {
  may: readonly Permission[];
  fetchNow: Command<MessageDeed, FetchedMessage>;
  cancel: Command<MessageDeed, { status: string }>;
  redact: Command<MessageDeed, { isGoneAtTwilio: boolean }>;
  deleteAtTwilio: Command<MessageDeed, { messageId: string }>;
  resend: Command<ResendRequest, Resent>;
  resolve: Command<MessageDeed, SubmissionFinding>;
  decide: Command<MessageDeed & { decision: SubmissionDecision }, { messageId: string }>;
  reveal: Command<MessageDeed, RevealedMessage>;
};

const MessageCommandsContext = createContext<MessageCommands | null>(null);

export type MessageCommandsProviderProps = { commands: MessageCommands; children: ReactNode };

/** Hands the server's commands to whatever shows messages. */
export function MessageCommandsProvider({ commands, children }: MessageCommandsProviderProps) {
  return <MessageCommandsContext value={commands}>{children}</MessageCommandsContext>;
}

/** The commands, if the viewer may use this one; null where there are none. */
export function useMessageCommands(permission: Permission): MessageCommands | null {
  const commands = useContext(MessageCommandsContext);
  return commands?.may.includes(permission) ? commands : null;
}

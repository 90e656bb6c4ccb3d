import * as z from "zod";
import { sendOutcomeSchema } from "./send-message";
import { submissionDecisionSchema } from "./unknown-submission";

const messageIdSchema = z.string().regex(/^msg_[0-9A-Z]{26}$/, "This is not a message's id.");

/** A message that something is to be done with. */
export const messageDeedSchema = z.object({ messageId: messageIdSchema });
export type MessageDeed = z.infer<typeof messageDeedSchema>;

export const decideSubmissionSchema = z.object({
  messageId: messageIdSchema,
  decision: submissionDecisionSchema,
});

/** So many are sent once more at a time. */
export const MOST_RESENT = 200;

/** Failed messages that are to be sent once more; the same key never sends one of them twice. */
export const resendSchema = z.object({
  messageIds: z.array(messageIdSchema).min(1).max(MOST_RESENT),
  sendKey: z.uuid(),
});
export type ResendRequest = z.infer<typeof resendSchema>;

/** What became of each, in their order: a new message, or the sentence why there is none. */
export const resentSchema = z.array(
  z.object({
    messageId: z.string(),
    outcome: sendOutcomeSchema.nullable(),
    problem: z.string().nullable(),
  }),
);
export type Resent = z.infer<typeof resentSchema>;

export const fetchedMessageSchema = z.object({
  messageId: z.string(),
  /** Twilio's word now, and the headline that stood before. */
  status: z.string(),
  before: z.string().nullable(),
});
export type FetchedMessage = z.infer<typeof fetchedMessageSchema>;

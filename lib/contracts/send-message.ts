import * as z from "zod";
import { channelSchema } from "./message";

/** Who tells Twilio which address to call with the message's statuses. */
export const sendCallbackModeSchema = z.enum(["message", "service"]);

/** The send form. A sender is a number (or alphanumeric, short code) or a Messaging Service, never neither. */
export const sendMessageSchema = z.object({
  /** From the form, made anew for each message: the same key never makes a second message. */
  sendKey: z.uuid(),
  channel: channelSchema.default("sms"),
  to: z.string().trim().min(1, "Say who gets it.").max(100),
  from: z.string().trim().max(100).optional(),
  messagingServiceSid: z.string().trim().max(64).optional(),
  callback: sendCallbackModeSchema.default("message"),
  body: z.string().max(1600, "Twilio takes at most 1,600 characters.").optional(),
  mediaUrls: z.array(z.string().url()).max(10, "Twilio takes at most 10 media files.").optional(),
  reference: z.string().trim().max(200).optional(),
});
export type SendMessageInput = z.infer<typeof sendMessageSchema>;

export const sendOutcomeSchema = z.object({ messageId: z.string() });
export type SendOutcome = z.infer<typeof sendOutcomeSchema>;

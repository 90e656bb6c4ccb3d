import * as z from "zod";
import { channelSchema, submissionSchema } from "./message";

/** Who tells Twilio which address to call with the message's statuses. */
export const sendCallbackModeSchema = z.enum(["message", "service"]);

/** One message to be sent. A sender is a number (or alphanumeric, short code) or a Messaging Service, never neither. */
export const sendMessageSchema = z.object({
  /** Made anew for each message: the same key never makes a second one. */
  sendKey: z.uuid(),
  channel: z._default(channelSchema, "sms"),
  /** With its channel prefix, as Twilio writes it. */
  to: z.string().trim().min(1, "Say who gets it.").max(100),
  from: z.string().trim().max(100).optional(),
  messagingServiceSid: z.string().trim().max(64).optional(),
  callback: sendCallbackModeSchema.default("message"),
  body: z.string().max(4_000).optional(),
  mediaUrls: z.array(z.string().max(4_000)).max(50).optional(),
  contentSid: z.string().trim().max(64).optional(),
  contentVariables: z.record(z.string().max(64), z.string().max(1_600)).optional(),
  sendAt: z.iso.datetime({ offset: true }).optional(),
  validityPeriodSeconds: z.number().int().optional(),
  isSmartEncoded: z.boolean().optional(),
  reference: z.string().trim().max(200).optional(),
  tags: z.array(z.string().trim().min(1).max(64)).max(10).optional(),
});
export type SendMessageInput = z.infer<typeof sendMessageSchema>;

/** What Twilio said when it refused a message. */
export const refusalSchema = z.object({
  code: z.number().int().nullable(),
  /** Twilio's own words. */
  message: z.string(),
  /** The part of the request it is about. */
  field: z.string().nullable(),
});
export type Refusal = z.infer<typeof refusalSchema>;

export const sendOutcomeSchema = z.object({
  messageId: z.string(),
  submission: submissionSchema,
  /** Set when Twilio refused it. */
  refusal: refusalSchema.nullable(),
  /** False when the key had made its message before, and nothing was sent now. */
  isNew: z.boolean(),
});
export type SendOutcome = z.infer<typeof sendOutcomeSchema>;

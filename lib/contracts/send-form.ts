import * as z from "zod";
import { sendCallbackModeSchema, sendOutcomeSchema } from "./send-message";

/** PostgreSQL's text cannot hold U+0000, and no channel carries it. */
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes("\0"), "There is a character in it that cannot be sent.");

export const sendChannelSchema = z.enum(["sms", "mms", "whatsapp", "rcs"]);

/** The send form as it is filled in; what is not used is an empty text. */
export const sendFormSchema = z.object({
  /** One for each form that is opened: whatever happens to its request, each recipient gets one message. */
  sendKey: z.uuid(),
  channel: sendChannelSchema,
  /** As typed or pasted: numbers parted by line breaks, commas or semicolons. */
  to: words(20_000),
  /** ISO code of the country that numbers without a country code belong to. */
  defaultCountry: z.string().length(2).nullable(),
  sender: z.enum(["number", "service"]),
  from: words(100),
  messagingServiceSid: z.string().trim().max(64),
  callback: sendCallbackModeSchema,
  content: z.enum(["text", "template"]),
  body: words(20_000),
  isSmartEncoded: z.boolean(),
  mediaUrls: z.array(z.string().trim().max(4_000)).max(50),
  contentSid: z.string().trim().max(64),
  contentVariables: z.array(z.object({ name: words(64).trim(), value: words(1_600) })).max(100),
  /** An instant in UTC; null: now. */
  sendAt: z.iso.datetime().nullable(),
  validityPeriodSeconds: z.number().int().nullable(),
  reference: words(200).trim(),
  tags: z.array(words(64).trim().min(1)).max(10),
});
export type SendForm = z.infer<typeof sendFormSchema>;
export type SendChannel = z.infer<typeof sendChannelSchema>;

/** What became of a form: one outcome for each recipient, in their order. */
export const sendFormOutcomeSchema = z.object({
  /** Set when there were several recipients: the list finds them by it. */
  batchId: z.string().nullable(),
  messages: z.array(sendOutcomeSchema.extend({ to: z.string() })),
});
export type SendFormOutcome = z.infer<typeof sendFormOutcomeSchema>;

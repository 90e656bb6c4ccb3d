import * as z from "zod";
import { sendChannelSchema } from "./send-form";
import { sendCallbackModeSchema } from "./send-message";

/** The body of `POST /api/messages`: what the send form asks for, for one recipient. */
export const apiSendSchema = z
  .strictObject({
    channel: sendChannelSchema.default("sms"),
    /** One number with its country code. */
    to: z
      .string()
      .trim()
      .max(100)
      .regex(/^[^,;\n]+$/, "Write one number with its country code, such as +14155550100."),
    from: z.string().trim().min(1).max(100).optional(),
    messagingServiceSid: z.string().trim().min(1).max(64).optional(),
    callback: sendCallbackModeSchema.default("message"),
    body: z.string().max(20_000).optional(),
    isSmartEncoded: z.boolean().default(false),
    mediaUrls: z.array(z.string().trim().max(4_000)).max(50).default([]),
    contentSid: z.string().trim().min(1).max(64).optional(),
    contentVariables: z.record(z.string().max(64), z.string().max(1_600)).default({}),
    /** An instant in UTC. */
    sendAt: z.iso.datetime().optional(),
    validityPeriodSeconds: z.number().int().optional(),
    reference: z.string().trim().max(200).default(""),
    tags: z.array(z.string().trim().min(1).max(64)).max(10).default([]),
  })
  .refine(({ from, messagingServiceSid }) => Boolean(from) !== Boolean(messagingServiceSid), {
    path: ["from"],
    message: "Give either from or messagingServiceSid.",
  });
export type ApiSend = z.infer<typeof apiSendSchema>;

export const idempotencyKeySchema = z.object({
  key: z
    .string()
    .regex(
      /^[\x21-\x7e]{8,128}$/,
      "Send the header Idempotency-Key: 8 to 128 characters, another one for each message.",
    ),
});

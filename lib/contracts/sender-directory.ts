import * as z from "zod";

/** Somebody messages can come from. */
export const senderNumberSchema = z.object({
  /** As Twilio wants it in From, channel prefix included. */
  address: z.string(),
  name: z.string().nullable(),
  channel: z.enum(["sms", "whatsapp", "rcs"]),
  /** Null where Twilio does not tell. */
  canMms: z.boolean().nullable(),
});
export type SenderNumber = z.infer<typeof senderNumberSchema>;

export const messagingServiceSchema = z.object({
  sid: z.string(),
  friendlyName: z.string(),
  /** The service's own status callback. */
  statusCallback: z.string().nullable(),
  isSmartEncoding: z.boolean(),
  validityPeriodSeconds: z.number().int(),
  /** Its sender pool, channel prefixes included; null when it was not asked for. */
  senders: z.array(z.string()).nullable(),
});
export type MessagingService = z.infer<typeof messagingServiceSchema>;

/** Whom a message can come from, as Twilio's account has it. */
export const senderDirectorySchema = z.object({
  numbers: z.array(senderNumberSchema),
  services: z.array(messagingServiceSchema),
  /** Sentences about what could not be fetched; senders can still be typed. */
  problems: z.array(z.string()),
});
export type SenderDirectory = z.infer<typeof senderDirectorySchema>;

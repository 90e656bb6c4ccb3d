import * as z from "zod";
import { instantSchema } from "./message";

/** Ten years: longer is as good as for ever, which is null. */
export const MAX_RETENTION_DAYS = 3_650;

const days = z
  .number("This must be a whole number of days, or empty.")
  .int("This must be a whole number of days, or empty.")
  .min(1, `This must be from 1 to ${MAX_RETENTION_DAYS} days, or empty.`)
  .max(MAX_RETENTION_DAYS, `This must be from 1 to ${MAX_RETENTION_DAYS} days, or empty.`)
  .nullable();

/** What the team chose about personal data. Null days: kept. */
export const privacySettingsSchema = z.object({
  masksNumbers: z.boolean(),
  masksBodies: z.boolean(),
  bodyDays: days,
  numberDays: days,
  callbackDays: days,
  refusedDays: days,
  redactsAtTwilio: z.boolean(),
});
export type PrivacySettings = z.infer<typeof privacySettingsSchema>;

/** How much of each kind was removed. */
export const retentionCountsSchema = z.object({
  bodies: z.number().int(),
  numbers: z.number().int(),
  callbacks: z.number().int(),
  refused: z.number().int(),
  atTwilio: z.number().int(),
});
export type RetentionCounts = z.infer<typeof retentionCountsSchema>;

/** The settings page: what is chosen, and how its carrying out goes. */
export const privacyPageSchema = privacySettingsSchema.extend({
  lastRunAt: z.nullable(instantSchema),
  lastRun: retentionCountsSchema.nullable(),
  /** Bodies that are gone here and not yet at Twilio. */
  waitingAtTwilio: z.number().int(),
});
export type PrivacyPage = z.infer<typeof privacyPageSchema>;

/** What a revealed message holds. */
export const revealedMessageSchema = z.object({
  body: z.string().nullable(),
  contentVariables: z.record(z.string(), z.string()).nullable(),
  mediaUrls: z.array(z.string()),
});
export type RevealedMessage = z.infer<typeof revealedMessageSchema>;

import * as z from "zod";
import { channelSchema } from "./message";

/** The route that a message would take. */
export const sendRouteSchema = z.object({
  channel: channelSchema,
  /** ISO codes, sorted. */
  countries: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.string().regex(/^[A-Z]{2}$/)).max(250)),
  messagingServiceSid: z
    .string()
    .regex(/^MG[0-9a-fA-F]{32}$/)
    .optional(),
});
export type SendRoute = z.infer<typeof sendRouteSchema>;

/** What became of the messages that went the same way lately. Seconds count from submission. */
export const sendExpectationsSchema = z.object({
  /** How many messages are behind the times; 0: there is no history. */
  sampleCount: z.number().int(),
  /** Median seconds to each status. */
  steps: z.record(z.string(), z.number()),
  deliveredWithin95Seconds: z.number().nullable(),
  /** Share of those that were sent and never confirmed, 0 to 1. */
  noReceiptShare: z.number().nullable(),
  /** What one segment cost to each country, in the currency of Twilio's bill. */
  prices: z.array(
    z.object({ country: z.string(), perSegment: z.number(), unit: z.string().nullable() }),
  ),
});
export type SendExpectations = z.infer<typeof sendExpectationsSchema>;

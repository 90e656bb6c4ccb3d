import * as z from "zod/mini";
import { messageRowSchema } from "./message";

/** `event: messages` of `GET /api/live`: rows that changed, whole. The SSE id is the highest event sequence. */
export const liveMessagesSchema = z.object({ rows: z.array(messageRowSchema) });
export type LiveMessages = z.infer<typeof liveMessagesSchema>;

/** `event: pulse`: the stream is alive, whether or not anything changed. */
export const livePulseSchema = z.object({
  /** Refused callbacks in the last 24 h; null when the database did not answer. */
  refusedCount: z.nullable(z.int()),
});
export type LivePulse = z.infer<typeof livePulseSchema>;

import * as z from "zod";
import { messageRowSchema } from "./message";

/** `event: messages` of `GET /api/live`: rows that changed, whole. The SSE id is the highest event sequence. */
export const liveMessagesSchema = z.object({ rows: z.array(messageRowSchema) });
export type LiveMessages = z.infer<typeof liveMessagesSchema>;

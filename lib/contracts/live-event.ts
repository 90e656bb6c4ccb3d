import * as z from "zod";
import { messageRowSchema } from "./message";

/** `event: messages` of `GET /api/live`: rows that changed, whole. The SSE id is the highest event sequence. */
export const liveMessagesSchema = z.object({ rows: z.array(messageRowSchema) });
export type LiveMessages = z.infer<typeof liveMessagesSchema>;

/** `event: resync`: something may have been missed; refetch what is in view. */
export const liveResyncSchema = z.object({ reason: z.string() });

/** `event: callbacks`: how many callbacks were recorded and refused since the last such event. */
export const liveCallbacksSchema = z.object({ recorded: z.number(), refused: z.number() });

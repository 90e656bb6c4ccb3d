import * as z from "zod";

/** A number of the simulator whose messages always end the same way. */
export const outcomeNumberSchema = z.object({ number: z.string(), does: z.string() });
export type OutcomeNumber = z.infer<typeof outcomeNumberSchema>;

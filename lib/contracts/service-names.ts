import * as z from "zod/mini";

/** What Messaging Services are called, by their SID. */
export const serviceNamesSchema = z.record(z.string(), z.string());
export type ServiceNames = z.infer<typeof serviceNamesSchema>;

import * as z from "zod";

/** What the send form has to know of this installation; nothing in it is secret. */
export const sendSettingsSchema = z.object({
  mode: z.enum(["simulator", "twilio"]),
  /** PUBLIC_BASE_URL; null when it is not known: then no message can carry a callback of its own. */
  publicBaseUrl: z.string().nullable(),
  /** The door's path, and what stands after `#` in its address. */
  callbackPath: z.string(),
  callbackOverrides: z.string(),
});
export type SendSettings = z.infer<typeof sendSettingsSchema>;

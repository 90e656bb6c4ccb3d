import * as z from "zod";

/** What the send form has to know of this installation; nothing in it is secret. */
export const sendSettingsSchema = z.object({
  mode: z.enum(["simulator", "twilio"]),
  /** Last 4 of the account SID; null when no account is configured. */
  accountLast4: z.string().nullable(),
  /** Whether a key is known with which the account's callbacks can be verified. */
  canVerify: z.boolean(),
  /** Another server that speaks Twilio's protocol, in place of Twilio's. */
  apiBaseUrl: z.string().nullable(),
  /** PUBLIC_BASE_URL; null when it is not known: then no message can carry a callback of its own. */
  publicBaseUrl: z.string().nullable(),
  /** The door's path, and what stands after `#` in its address. */
  callbackPath: z.string(),
  callbackOverrides: z.string(),
  /** More recipients than this are asked about once more. */
  confirmAbove: z.number().int(),
  /** Beginnings of numbers that may be sent to; none: all may. */
  allowedPrefixes: z.array(z.string()),
});
export type SendSettings = z.infer<typeof sendSettingsSchema>;

/** What answered at our own public address when it was asked. */
export const doorCheckSchema = z.discriminatedUnion("verdict", [
  z.object({ verdict: z.literal("answered"), tookMs: z.number() }),
  z.object({ verdict: z.literal("wrong"), sentence: z.string() }),
  z.object({ verdict: z.literal("unknown"), sentence: z.string() }),
]);
export type DoorCheck = z.infer<typeof doorCheckSchema>;

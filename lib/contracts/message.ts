import * as z from "zod";

/** An instant in UTC with microseconds: `2026-11-23T13:58:03.997123Z`. */
export const instantSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/);

export const statusSourceSchema = z.enum(["create_response", "callback", "api"]);
export const submissionSchema = z.enum(["pending", "accepted", "rejected", "unknown"]);
export const messageOriginSchema = z.enum(["dashboard", "api", "orphan", "adopted"]);
export const channelSchema = z.enum(["sms", "mms", "whatsapp", "rcs", "messenger", "other"]);
export const callbackModeSchema = z.enum(["message", "service", "both", "none"]);
export const messageOutcomeSchema = z.enum([
  "in_flight",
  "sent",
  "delivered",
  "failed",
  "canceled",
  "conflict",
  "unknown",
]);

/** What a row's track and every timeline are drawn from: one observation of a status. */
export const trackEventSchema = z.object({
  seq: z.string(),
  status: z.string(),
  source: statusSourceSchema,
  errorCode: z.number().int().nullable(),
  receivedAt: instantSchema,
  deliveries: z.number().int(),
});
export type TrackEvent = z.infer<typeof trackEventSchema>;

/** One row of the list. */
export const messageRowSchema = z.object({
  id: z.string(),
  sid: z.string().nullable(),
  accountSid: z.string().nullable(),
  origin: messageOriginSchema,
  submission: submissionSchema,
  /** Headline status; null before anything was observed. */
  status: z.string().nullable(),
  outcome: messageOutcomeSchema,
  hasConflict: z.boolean(),
  errorCode: z.number().int().nullable(),
  channel: channelSchema,
  /** As Twilio writes it, channel prefix included. */
  to: z.string().nullable(),
  toCountry: z.string().nullable(),
  from: z.string().nullable(),
  messagingServiceSid: z.string().nullable(),
  body: z.string().nullable(),
  bodyRedactedAt: instantSchema.nullable(),
  /** When the recipient's number was removed. */
  numbersRedactedAt: instantSchema.nullable(),
  /** What the team hides from who asks: then `to` is `•••• 0142`, and `body` is null. */
  masked: z.array(z.enum(["to", "body"])),
  numSegments: z.number().int().nullable(),
  reference: z.string().nullable(),
  sendAt: instantSchema.nullable(),
  createdAt: instantSchema,
  lastEventAt: instantSchema.nullable(),
  /** In the order of recording. */
  events: z.array(trackEventSchema),
});
export type MessageRow = z.infer<typeof messageRowSchema>;

export const pairSchema = z.tuple([z.string(), z.string()]);

/** One status event with everything that came with it. */
export const statusEventSchema = trackEventSchema.extend({
  params: z.array(pairSchema),
  query: z.string(),
  headers: z.array(pairSchema),
  /** The body as text; bytes that are not UTF-8 are replaced. Null for what came by the API. */
  rawBody: z.string().nullable(),
  /** When the request as it came was removed. */
  redactedAt: instantSchema.nullable(),
  keyLabel: z.string().nullable(),
  redeliveredAt: z.array(instantSchema),
  /** Names in `params` that Twilio's documentation does not know. */
  unknownParams: z.array(z.string()),
});
export type StatusEvent = z.infer<typeof statusEventSchema>;

/** One message with its timeline. */
export const messageDetailSchema = messageRowSchema.extend({
  events: z.array(statusEventSchema),
  callbackMode: callbackModeSchema,
  /** Exactly what Twilio was given as StatusCallback, fragment included. */
  statusCallback: z.string().nullable(),
  mediaUrls: z.array(z.string()),
  contentSid: z.string().nullable(),
  contentVariables: z.record(z.string(), z.string()).nullable(),
  price: z.string().nullable(),
  priceUnit: z.string().nullable(),
  validityPeriodSeconds: z.number().int().nullable(),
  tags: z.array(z.string()),
  isSmartEncoded: z.boolean(),
  resentFromId: z.string().nullable(),
  /** The messages that were sent in its place, oldest first. */
  resentAsIds: z.array(z.string()),
  createdBy: z.string().nullable(),
  submittedAt: instantSchema.nullable(),
  /** What Twilio said when it refused the create call. */
  refusalMessage: z.string().nullable(),
  /** When the resource was deleted at Twilio; its record stays here. */
  twilioDeletedAt: instantSchema.nullable(),
  /** Refused callbacks in quarantine that claim to be about this message. */
  quarantined: z.array(
    z.object({ id: z.string(), claimedStatus: z.string().nullable(), receivedAt: instantSchema }),
  ),
});
export type MessageDetail = z.infer<typeof messageDetailSchema>;

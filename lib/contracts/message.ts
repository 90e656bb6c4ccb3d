import * as z from "zod/mini";

/** An instant in UTC with microseconds: `2026-11-23T13:58:03.997123Z`. */
export const instantSchema = z
  .string()
  .check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/));

export const statusSourceSchema = z.enum(["create_response", "callback", "api"]);
export const submissionSchema = z.enum(["pending", "accepted", "rejected", "unknown"]);
export const messageOriginSchema = z.enum(["dashboard", "api", "orphan", "adopted"]);
export const channelSchema = z.enum(["sms", "mms", "whatsapp", "rcs", "messenger", "other"]);
/** A channel as it stands in the database; one that is not known yet is `other`. */
export const storedChannelSchema = z.catch(channelSchema, "other");
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
  errorCode: z.nullable(z.int()),
  receivedAt: instantSchema,
  deliveries: z.int(),
});
export type TrackEvent = z.infer<typeof trackEventSchema>;

/** One row of the list. */
export const messageRowSchema = z.object({
  id: z.string(),
  sid: z.nullable(z.string()),
  accountSid: z.nullable(z.string()),
  origin: messageOriginSchema,
  submission: submissionSchema,
  /** Headline status; null before anything was observed. */
  status: z.nullable(z.string()),
  outcome: messageOutcomeSchema,
  hasConflict: z.boolean(),
  errorCode: z.nullable(z.int()),
  channel: channelSchema,
  /** As Twilio writes it, channel prefix included. */
  to: z.nullable(z.string()),
  toCountry: z.nullable(z.string()),
  from: z.nullable(z.string()),
  messagingServiceSid: z.nullable(z.string()),
  body: z.nullable(z.string()),
  bodyRedactedAt: z.nullable(instantSchema),
  /** When the recipient's number was removed. */
  numbersRedactedAt: z.nullable(instantSchema),
  /** What the team hides from who asks: then `to` is `•••• 0142`, and `body` is null. */
  masked: z.array(z.enum(["to", "body"])),
  numSegments: z.nullable(z.int()),
  reference: z.nullable(z.string()),
  sendAt: z.nullable(instantSchema),
  createdAt: instantSchema,
  lastEventAt: z.nullable(instantSchema),
  /** In the order of recording. */
  events: z.array(trackEventSchema),
});
export type MessageRow = z.infer<typeof messageRowSchema>;

export const pairSchema = z.tuple([z.string(), z.string()]);

/** One status event with everything that came with it. */
export const statusEventSchema = z.extend(trackEventSchema, {
  params: z.array(pairSchema),
  query: z.string(),
  headers: z.array(pairSchema),
  /** The body as text; bytes that are not UTF-8 are replaced. Null for what came by the API. */
  rawBody: z.nullable(z.string()),
  /** When the request as it came was removed. */
  redactedAt: z.nullable(instantSchema),
  keyLabel: z.nullable(z.string()),
  redeliveredAt: z.array(instantSchema),
  /** Names in `params` that Twilio's documentation does not know. */
  unknownParams: z.array(z.string()),
});
export type StatusEvent = z.infer<typeof statusEventSchema>;

/** One message with its timeline. */
export const messageDetailSchema = z.extend(messageRowSchema, {
  events: z.array(statusEventSchema),
  callbackMode: callbackModeSchema,
  /** Exactly what Twilio was given as StatusCallback, fragment included. */
  statusCallback: z.nullable(z.string()),
  mediaUrls: z.array(z.string()),
  contentSid: z.nullable(z.string()),
  contentVariables: z.nullable(z.record(z.string(), z.string())),
  price: z.nullable(z.string()),
  priceUnit: z.nullable(z.string()),
  validityPeriodSeconds: z.nullable(z.int()),
  tags: z.array(z.string()),
  isSmartEncoded: z.boolean(),
  resentFromId: z.nullable(z.string()),
  /** The messages that were sent in its place, oldest first. */
  resentAsIds: z.array(z.string()),
  createdBy: z.nullable(z.string()),
  submittedAt: z.nullable(instantSchema),
  /** What Twilio said when it refused the create call. */
  refusalMessage: z.nullable(z.string()),
  /** When the resource was deleted at Twilio; its record stays here. */
  twilioDeletedAt: z.nullable(instantSchema),
  /** Refused callbacks in quarantine that claim to be about this message. */
  quarantined: z.array(
    z.object({ id: z.string(), claimedStatus: z.nullable(z.string()), receivedAt: instantSchema }),
  ),
});
export type MessageDetail = z.infer<typeof messageDetailSchema>;

import * as z from "zod";
import { BATCH_VERDICTS } from "@/lib/domain/batch-verdict";
import { instantSchema } from "./message";
import { sendChannelSchema } from "./send-form";
import { sendCallbackModeSchema } from "./send-message";

/** Below what a request may weigh where functions are hosted (4.5 MB on Vercel). */
export const MAX_LIST_CHARACTERS = 3_500_000;

export const MAX_RATE_PER_SECOND = 100;

/** A pasted or dropped list and how to read it; null: guess. */
export const batchListSchema = z.object({
  text: z.string().max(MAX_LIST_CHARACTERS, "The list is larger than 3.5 MB. Split it."),
  hasHeader: z.boolean().nullable(),
  numberColumn: z.number().int().min(0).max(99).nullable(),
  /** ISO code of the country that numbers without a country code belong to. */
  defaultCountry: z.string().length(2).nullable(),
});

/** What decides about each row. */
export const batchCheckFormSchema = batchListSchema.extend({
  channel: sendChannelSchema.exclude(["mms"]),
  /** With {{column}} placeholders; empty: not written yet. */
  body: z.string().max(20_000),
  isSmartEncoded: z.boolean(),
  sendsToUnlikely: z.boolean(),
});
export type BatchCheckForm = z.infer<typeof batchCheckFormSchema>;

export const batchVerdictSchema = z.enum(BATCH_VERDICTS);

export const batchRowSchema = z.object({
  line: z.number().int(),
  recipient: z.string(),
  to: z.string().nullable(),
  country: z.string().nullable(),
  verdict: batchVerdictSchema,
  reason: z.string().nullable(),
  isSent: z.boolean(),
  segments: z.number().int(),
  /** Its text; null when it is left out or no text is written. */
  text: z.string().nullable(),
});
export type BatchRow = z.infer<typeof batchRowSchema>;

const countsSchema = z.record(batchVerdictSchema, z.number().int());

/** The verdicts on a list before anything is sent. `fault` says why it could not be read at all. */
export const batchCheckSchema = z.object({
  fault: z.string().nullable(),
  delimiter: z.enum([",", ";", "\t", "|"]),
  hasHeader: z.boolean(),
  numberColumn: z.number().int(),
  columns: z.array(z.object({ name: z.string(), example: z.string() })),
  rows: z.number().int(),
  verdicts: countsSchema,
  messages: z.number().int(),
  segments: z.number().int(),
  /** The first rows of each verdict. */
  samples: z.array(batchRowSchema),
  /** What the messages would cost, as far as past prices tell; null when none are known. */
  cost: z
    .object({
      amount: z.number(),
      unit: z.string(),
      /** Segments to countries whose price is not known and counts as that of the others. */
      guessedSegments: z.number().int(),
    })
    .nullable(),
});
export type BatchCheck = z.infer<typeof batchCheckSchema>;

/** A batch as it is confirmed. */
export const newBatchSchema = batchCheckFormSchema.extend({
  /** One for each form that is opened: whatever happens to its request, there is one batch. */
  sendKey: z.uuid(),
  name: z.string().trim().min(1).max(200),
  sender: z.enum(["number", "service"]),
  from: z.string().max(100),
  messagingServiceSid: z.string().trim().max(64),
  callback: sendCallbackModeSchema,
  reference: z.string().trim().max(200),
  ratePerSecond: z.number().int().min(1).max(MAX_RATE_PER_SECOND),
  /** How many messages the person was shown and agreed to. */
  confirmedMessages: z.number().int().min(1, "There is nobody to send to."),
});
export type NewBatch = z.infer<typeof newBatchSchema>;

export const batchStateSchema = z.enum(["running", "paused", "canceled", "finished"]);
export type BatchState = z.infer<typeof batchStateSchema>;

export const batchHeadSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: batchStateSchema,
  createdBy: z.string(),
  createdAt: instantSchema,
  finishedAt: z.nullable(instantSchema),
  /** Rows that are or were to be sent to. */
  total: z.number().int(),
  /** Of these, not handed to Twilio yet. */
  waiting: z.number().int(),
  canceled: z.number().int(),
});

export const batchPageSchema = z.object({
  items: z.array(batchHeadSchema),
  nextCursor: z.string().nullable(),
});
export type BatchPage = z.infer<typeof batchPageSchema>;

/** A batch as it stands. `handed` = accepted + rejected + unknown + those being answered right now. */
export const batchProgressSchema = batchHeadSchema.extend({
  pauseReason: z.string().nullable(),
  channel: z.string(),
  from: z.string().nullable(),
  messagingServiceSid: z.string().nullable(),
  /** Null while the team hides it. */
  body: z.string().nullable(),
  reference: z.string().nullable(),
  ratePerSecond: z.number().int(),
  rows: z.number().int(),
  /** Rows that were left out from the start, by verdict. */
  leftOut: z.partialRecord(batchVerdictSchema, z.number().int()),
  segments: z.number().int(),
  /** In hand of a process right now. */
  claimed: z.number().int(),
  handed: z.number().int(),
  /** Messages by what the list calls them, earlier attempts included. */
  outcomes: z.object({
    in_flight: z.number().int(),
    delivered: z.number().int(),
    failed: z.number().int(),
    no_receipt: z.number().int(),
    conflict: z.number().int(),
    unknown: z.number().int(),
    canceled: z.number().int(),
  }),
  /** Latest attempts that Twilio refused. */
  rejected: z.number().int(),
  /** Of these, worth another try: not those who replied STOP. */
  retryable: z.number().int(),
  /** Why Twilio refused, most frequent first. */
  refusals: z.array(
    z.object({ code: z.number().int().nullable(), title: z.string(), count: z.number().int() }),
  ),
});
export type BatchProgress = z.infer<typeof batchProgressSchema>;

export const batchIdSchema = z.string().regex(/^batch_[0-9A-Z]{26}$/, "Not a batch.");

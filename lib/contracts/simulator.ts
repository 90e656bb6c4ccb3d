import * as z from "zod";
import { messageOutcomeSchema, statusSourceSchema } from "./message";

/** The simulator's control API as its document describes it, and what the dashboard makes of it. */

const simulatorPresetSchema = z.enum(["calm", "bad-day", "chaos"]);
export type SimulatorPreset = z.infer<typeof simulatorPresetSchema>;

const probabilitySchema = z
  .number("This must be a number.")
  .min(0, "This must be from 0 to 100 %.")
  .max(1, "This must be from 0 to 100 %.");

const outcomesSchema = z.object({
  undelivered: probabilitySchema,
  failed: probabilitySchema,
  sentWithoutReceipt: probabilitySchema,
  read: probabilitySchema,
});

const misbehaviourSchema = z.object({
  tooManyRequests: probabilitySchema,
  serverError: probabilitySchema,
  serverErrorAfterAccepting: probabilitySchema,
  cutBeforeAccepting: probabilitySchema,
  cutAfterAccepting: probabilitySchema,
  cutMidAnswer: probabilitySchema,
  answerAfterFirstCallback: probabilitySchema,
  reorder: probabilitySchema,
  overlap: probabilitySchema,
  repeat: probabilitySchema,
  resend: probabilitySchema,
  delay: probabilitySchema,
  lose: probabilitySchema,
  wrongSignature: probabilitySchema,
  unknownParameter: probabilitySchema,
  unknownStatus: probabilitySchema,
  changedFrom: probabilitySchema,
  slowBody: probabilitySchema,
  sendingCallback: probabilitySchema,
});

export const simulatorSettingsSchema = z.object({
  preset: simulatorPresetSchema,
  seed: z.string(),
  /** All waiting times are multiplied by it. */
  timeScale: z.number(),
  outcomes: outcomesSchema,
  misbehaviour: misbehaviourSchema,
});
export type SimulatorSettings = z.infer<typeof simulatorSettingsSchema>;

/** A preset replaces every probability; single ones beside it are laid over it. */
export const simulatorChangeSchema = z.strictObject({
  preset: simulatorPresetSchema.optional(),
  seed: z.string().trim().min(1, "The seed must not be empty.").max(100).optional(),
  timeScale: z
    .number("This must be a number.")
    .min(0, "This must be from 0 to 1000.")
    .max(1000, "This must be from 0 to 1000.")
    .optional(),
  outcomes: outcomesSchema.partial().optional(),
  misbehaviour: misbehaviourSchema.partial().optional(),
});
export type SimulatorChange = z.infer<typeof simulatorChangeSchema>;

const count = z.number().int();

export const simulatorSummarySchema = z.object({
  idle: z.boolean(),
  pending: z.object({ creates: count, steps: count, callbacks: count, scheduled: count }),
  created: count,
  /** Create calls that made no message, by reason. */
  refused: z.record(z.string(), count),
  /** Messages by the status they truly have. */
  statuses: z.record(z.string(), count),
  acceptedMoreThanOnce: count,
  callbacks: z.object({
    planned: count,
    answered: count,
    refused: count,
    failed: count,
    lostOnPurpose: count,
    pending: count,
    repeated: count,
    resent: count,
    invented: count,
    late: count,
    wrongSignature: count,
    retries: count,
  }),
});
export type SimulatorSummary = z.infer<typeof simulatorSummarySchema>;

export const simulatorStateSchema = z.object({
  settings: simulatorSettingsSchema,
  summary: simulatorSummarySchema,
});
export type SimulatorState = z.infer<typeof simulatorStateSchema>;

/** A callback as it was really sent, or lost. */
const simulatorCallbackSchema = z.object({
  index: count,
  kind: z.enum(["callback", "repeat", "resend", "invented-status"]),
  status: z.string(),
  /** Milliseconds since 1970. */
  queuedAt: z.number(),
  outcome: z.enum(["pending", "answered", "refused", "failed", "lost-on-purpose"]),
  attempts: z.array(z.object({ endedAt: z.number(), responseStatus: count.nullable() })),
  isLate: z.boolean(),
  wrongSignature: z.boolean(),
  changedFrom: z.boolean(),
  unknownParameter: z.boolean(),
  slowBody: z.boolean(),
});
export type SimulatorCallback = z.infer<typeof simulatorCallbackSchema>;

/** What really happened to one message. */
export const simulatorEntrySchema = z.object({
  ordinal: count,
  sid: z.string(),
  to: z.string(),
  body: z.string(),
  create: z.object({
    behaviour: z.string(),
    initialStatus: z.string(),
    at: z.number(),
    answeredAt: z.number().nullable(),
  }),
  statuses: z.array(z.object({ status: z.string(), errorCode: count.nullable(), at: z.number() })),
  callbacks: z.array(simulatorCallbackSchema),
});

export type SimulatorEntry = z.infer<typeof simulatorEntrySchema>;

export const simulatorLedgerSchema = z.object({ entries: z.array(simulatorEntrySchema) });

/** What Milepost shows of a message of the simulator's; null where it knows none of that SID. */
const shownHeadlineSchema = z
  .object({
    messageId: z.string(),
    status: z.string().nullable(),
    outcome: messageOutcomeSchema,
    hasConflict: z.boolean(),
  })
  .nullable();

export const ledgerPageSchema = z.object({
  /** Newest first. */
  items: z.array(z.object({ entry: simulatorEntrySchema, shown: shownHeadlineSchema })),
  total: count,
  /** The ordinal below which the next page begins; null on the last page. */
  olderBefore: count.nullable(),
});
export type LedgerPage = z.infer<typeof ledgerPageSchema>;
export type LedgerItem = LedgerPage["items"][number];

/** The truth about one message beside what Milepost recorded of it. */
export const simulatedMessageSchema = z.object({
  entry: simulatorEntrySchema,
  shown: shownHeadlineSchema,
  events: z.array(
    z.object({
      seq: z.string(),
      status: z.string(),
      source: statusSourceSchema,
      receivedAt: z.string(),
      deliveries: count,
    }),
  ),
  /** Refused callbacks that claim to be about it. */
  quarantined: z.array(
    z.object({ id: z.string(), claimedStatus: z.string().nullable(), receivedAt: z.string() }),
  ),
});
export type SimulatedMessage = z.infer<typeof simulatedMessageSchema>;

export const ledgerQuerySchema = z.object({
  before: z.coerce.number().int().min(0).optional(),
});

export const MAX_CAMPAIGN_MESSAGES = 10_000;

export const campaignSchema = z.object({
  /** The same key never starts a second campaign. */
  sendKey: z.uuid(),
  messages: z
    .number("This must be a number.")
    .int("This must be a whole number.")
    .min(1, "This must be from 1 to 10,000.")
    .max(MAX_CAMPAIGN_MESSAGES, "This must be from 1 to 10,000."),
  ratePerSecond: z
    .number("This must be a number.")
    .int("This must be a whole number.")
    .min(1, "This must be from 1 to 100.")
    .max(100, "This must be from 1 to 100."),
});
export type Campaign = z.infer<typeof campaignSchema>;

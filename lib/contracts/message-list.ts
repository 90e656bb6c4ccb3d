import * as z from "zod/mini";
import { channelSchema, messageRowSchema } from "./message";

export const PAGE_SIZE = 50;

/** The list's tabs. `no_receipt`: stands at `sent` for so long that none is expected any more. */
export const outcomeFilterSchema = z.enum([
  "in_flight",
  "delivered",
  "failed",
  "no_receipt",
  "conflict",
  "unknown",
]);
export type OutcomeFilter = z.infer<typeof outcomeFilterSchema>;

export const rangePresetSchema = z.enum(["1h", "24h", "7d", "30d", "all"]);

/** One parameter with commas, or the parameter several times. */
const wordsSchema = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => [value].flat().flatMap((part) => part.split(","))),
);

const statusWordsSchema = z.pipe(
  z.pipe(
    wordsSchema,
    z.transform((words) => words.map((word) => word.trim()).filter(Boolean)),
  ),
  z.array(z.string().check(z.maxLength(64))).check(z.maxLength(20)),
);

const textSchema = (maxLength: number) => z.string().check(z.minLength(1), z.maxLength(maxLength));
const instantWithOffset = z.iso.datetime({ offset: true });

const filters = {
  outcome: z.optional(outcomeFilterSchema),
  status: z.optional(statusWordsSchema),
  /** A number in any format, or an address as Twilio writes it. */
  to: z.optional(textSchema(100)),
  /** The same for who sent it. */
  from: z.optional(textSchema(100)),
  service: z.optional(textSchema(64)),
  channel: z.optional(channelSchema),
  batch: z.optional(textSchema(64)),
  error: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(999_999))),
  range: z._default(rangePresetSchema, "24h"),
  /** A custom range wins over the preset. */
  after: z.optional(instantWithOffset),
  before: z.optional(instantWithOffset),
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
};

/** The list's filters as they stand in the page's URL and in `GET /api/messages`. */
export const messageFiltersSchema = z.object({
  ...filters,
  /** Opaque; from `nextCursor` or `previousCursor`. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
});
export type MessageFilters = z.infer<typeof messageFiltersSchema>;

/** What `GET /api/messages/export` takes: the list's filters, or the ids of selected messages alone. */
export const messageExportSchema = z.object({
  ...filters,
  ids: z.optional(
    z.pipe(
      wordsSchema,
      z
        .array(z.string().check(z.regex(/^msg_[0-9A-Z]{26}$/, "Not the id of a message.")))
        .check(z.maxLength(200, "At most 200 messages can be picked.")),
    ),
  ),
});
export type MessageExport = z.infer<typeof messageExportSchema>;

/** `count` stops at a limit; then `isMore` says that there are more. */
export const boundedCountSchema = z.object({ count: z.int(), isMore: z.boolean() });
export type BoundedCount = z.infer<typeof boundedCountSchema>;

export const messageListSchema = z.object({
  items: z.array(messageRowSchema),
  /** Towards older messages. */
  nextCursor: z.nullable(z.string()),
  /** Towards newer messages. */
  previousCursor: z.nullable(z.string()),
  total: boundedCountSchema,
  counts: z.record(outcomeFilterSchema, boundedCountSchema),
});
export type MessageList = z.infer<typeof messageListSchema>;

import * as z from "zod";
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

const statusWordsSchema = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().flatMap((part) => part.split(",")))
  .transform((words) => words.map((word) => word.trim()).filter(Boolean))
  .pipe(z.array(z.string().max(64)).max(20));

/** The list's filters as they stand in the page's URL and in `GET /api/messages`. */
export const messageFiltersSchema = z.object({
  outcome: outcomeFilterSchema.optional(),
  status: statusWordsSchema.optional(),
  to: z.string().min(1).max(100).optional(),
  from: z.string().min(1).max(100).optional(),
  service: z.string().min(1).max(64).optional(),
  channel: channelSchema.optional(),
  batch: z.string().min(1).max(64).optional(),
  error: z.coerce.number().int().min(1).max(999_999).optional(),
  range: rangePresetSchema.default("24h"),
  /** A custom range wins over the preset. */
  after: z.iso.datetime({ offset: true }).optional(),
  before: z.iso.datetime({ offset: true }).optional(),
  q: z.string().trim().min(1).max(200).optional(),
  /** Opaque; from `nextCursor` or `previousCursor`. */
  cursor: z.string().max(200).optional(),
});
export type MessageFilters = z.infer<typeof messageFiltersSchema>;

/** What `GET /api/messages/export` takes: the list's filters, or the ids of selected messages alone. */
export const messageExportSchema = messageFiltersSchema.omit({ cursor: true }).extend({
  ids: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat().flatMap((part) => part.split(",")))
    .pipe(
      z
        .array(z.string().regex(/^msg_[0-9A-Z]{26}$/, "Not the id of a message."))
        .max(200, "At most 200 messages can be picked."),
    )
    .optional(),
});
export type MessageExport = z.infer<typeof messageExportSchema>;

/** `count` stops at a limit; then `isMore` says that there are more. */
export const boundedCountSchema = z.object({ count: z.number().int(), isMore: z.boolean() });
export type BoundedCount = z.infer<typeof boundedCountSchema>;

export const messageListSchema = z.object({
  items: z.array(messageRowSchema),
  /** Towards older messages. */
  nextCursor: z.string().nullable(),
  /** Towards newer messages. */
  previousCursor: z.string().nullable(),
  total: boundedCountSchema,
  counts: z.record(outcomeFilterSchema, boundedCountSchema),
});
export type MessageList = z.infer<typeof messageListSchema>;

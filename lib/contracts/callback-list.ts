import * as z from "zod";
import { callbackRowSchema, callbackVerdictSchema, refusalReasonSchema } from "./callback";
import { boundedCountSchema, rangePresetSchema } from "./message-list";

export const CALLBACK_PAGE_SIZE = 50;

const wordsSchema = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().flatMap((part) => part.split(",")))
  .transform((words) => words.map((word) => word.trim()).filter(Boolean))
  .pipe(z.array(z.string().max(64)).max(20));

/** The filters of the callbacks page as they stand in its URL and in `GET /api/callbacks`. */
export const callbackFiltersSchema = z.object({
  verdict: callbackVerdictSchema.optional(),
  status: wordsSchema.optional(),
  /** Narrows to refused ones. */
  reason: refusalReasonSchema.optional(),
  /** The label of the key that verified it: narrows to those that were recorded. */
  key: z.string().min(1).max(100).optional(),
  range: z._default(rangePresetSchema, "24h"),
  /** A custom range wins over the preset. */
  after: z.iso.datetime({ offset: true }).optional(),
  before: z.iso.datetime({ offset: true }).optional(),
  /** A message's SID or its beginning, our id, or a recipient's number in any format. */
  q: z.string().trim().min(1).max(200).optional(),
  /** Opaque; from `nextCursor` or `previousCursor`. */
  cursor: z.string().max(200).optional(),
});
export type CallbackFilters = z.infer<typeof callbackFiltersSchema>;

export const callbackListSchema = z.object({
  items: z.array(callbackRowSchema),
  /** Towards older ones. */
  nextCursor: z.string().nullable(),
  /** Towards newer ones. */
  previousCursor: z.string().nullable(),
  total: boundedCountSchema,
  counts: z.record(callbackVerdictSchema, boundedCountSchema),
});
export type CallbackList = z.infer<typeof callbackListSchema>;

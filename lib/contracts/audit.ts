import * as z from "zod";

export const auditFiltersSchema = z.object({
  action: z.string().max(64).optional(),
  /** Opaque; from `nextCursor`. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
export type AuditFilters = z.infer<typeof auditFiltersSchema>;

export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

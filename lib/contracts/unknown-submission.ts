import * as z from "zod";
import { instantSchema, submissionSchema } from "./message";

/** A message at Twilio that may be the one whose create call was not answered. */
export const submissionCandidateSchema = z.object({
  sid: z.string(),
  status: z.string(),
  createdAt: instantSchema,
});
export type SubmissionCandidate = z.infer<typeof submissionCandidateSchema>;

/** What a look at Twilio told about a message whose create call was not answered. */
export const submissionFindingSchema = z.discriminatedUnion("kind", [
  /** It was no longer unknown. */
  z.object({ kind: z.literal("settled"), submission: submissionSchema }),
  /** Twilio has exactly one that fits: it is this one now. */
  z.object({ kind: z.literal("found"), sid: z.string(), status: z.string() }),
  /** Twilio lists none that fits. */
  z.object({ kind: z.literal("none") }),
  /** Several fit, or several of ours fit one: a person has to say. */
  z.object({ kind: z.literal("several"), candidates: z.array(submissionCandidateSchema) }),
]);
export type SubmissionFinding = z.infer<typeof submissionFindingSchema>;

/** A person's word on such a message. */
export const submissionDecisionSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("sent"),
    sid: z
      .string()
      .trim()
      .regex(/^(SM|MM)[0-9a-fA-F]{32}$/, "A message SID is SM or MM and 32 hexadecimal digits."),
  }),
  z.object({ kind: z.literal("not_sent") }),
]);
export type SubmissionDecision = z.infer<typeof submissionDecisionSchema>;

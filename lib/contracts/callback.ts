import * as z from "zod";
import { instantSchema, messageRowSchema, pairSchema } from "./message";

/**
 * What became of a request at the callback door. `orphan`: recorded, for a message that was not sent from here.
 * `repeated`: recorded before, and counted.
 */
export const callbackVerdictSchema = z.enum(["recorded", "repeated", "orphan", "refused"]);
export type CallbackVerdict = z.infer<typeof callbackVerdictSchema>;

/** Why a request was not recorded. */
export const refusalReasonSchema = z.enum([
  "signature_missing",
  "signature_invalid",
  "account_unknown",
  "no_key_configured",
  "empty_body",
  "inbound_message",
  "voice_callback",
  "not_a_status_callback",
  "ambiguous_parameters",
  "parameter_name_too_long",
  "too_large",
  "too_many_parameters",
  "not_form_encoded",
  "json_body",
]);
export type RefusalReason = z.infer<typeof refusalReasonSchema>;

/** `e12` is the first delivery of event 12, `e12-1` its first repetition, `r7` the refused callback 7. */
export const callbackIdSchema = z
  .string()
  .regex(/^(e[1-9]\d{0,17}(-[1-9]\d{0,5})?|r[1-9]\d{0,17})$/);

/** One request at the door. Of a refused one everything but its time is only claimed. */
export const callbackRowSchema = z.object({
  id: z.string(),
  verdict: callbackVerdictSchema,
  receivedAt: instantSchema,
  status: z.string().nullable(),
  errorCode: z.number().int().nullable(),
  /** The HTTP status it was answered with. */
  httpStatus: z.number().int(),
  reason: refusalReasonSchema.nullable(),
  /** Which key verified it. */
  keyLabel: z.string().nullable(),
  /** Null when the message is not known here. */
  messageId: z.string().nullable(),
  messageSid: z.string().nullable(),
  /** As Twilio writes it, channel prefix included. */
  to: z.string().nullable(),
  /** It was refused at first, and recorded after a fix. */
  isReleased: z.boolean(),
});
export type CallbackRow = z.infer<typeof callbackRowSchema>;

/** The request as it came. */
export const receivedRequestSchema = z.object({
  target: z.string(),
  headers: z.array(pairSchema),
  /** Decoded body parameters, repeated and empty ones too. */
  params: z.array(pairSchema),
  /** Names in `params` that Twilio's documentation does not know. */
  unknownParams: z.array(z.string()),
  queryParams: z.array(pairSchema),
  /** The body as text; bytes that are not UTF-8 are replaced. */
  rawBody: z.string(),
  /** Bytes as sent; more than `rawBody` shows when it was cut. */
  bodyBytes: z.number().int(),
  isCut: z.boolean(),
  /** The team hides some of it from who asks; `rawBody` is empty then. */
  isMasked: z.boolean(),
  /** When it was removed. */
  redactedAt: z.nullable(instantSchema),
  remoteAddress: z.string().nullable(),
});
export type ReceivedRequest = z.infer<typeof receivedRequestSchema>;

export const diagnosisSettingSchema = z.object({
  name: z.enum([
    "PUBLIC_BASE_URL",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_AUTH_TOKEN_PREVIOUS",
    "TWILIO_SUBACCOUNTS",
  ]),
  value: z.string().optional(),
});
export type DiagnosisSetting = z.infer<typeof diagnosisSettingSchema>;

/** What would have made a refused signature valid. */
export const callbackDiagnosisSchema = z.object({
  found: z.boolean(),
  setting: diagnosisSettingSchema.optional(),
  /** The address that Twilio signed, when found. */
  signedUrl: z.string().optional(),
  /** The address that was verified; empty without a PUBLIC_BASE_URL. */
  checkedUrl: z.string(),
  attempts: z.array(
    z.object({
      address: z.string(),
      url: z.string(),
      keyLabel: z.string(),
      bodyChange: z.string().nullable(),
      valid: z.boolean(),
    }),
  ),
  hashesTried: z.number().int(),
});
export type CallbackDiagnosis = z.infer<typeof callbackDiagnosisSchema>;

/** A refused callback in quarantine. */
export const refusalSchema = z.object({
  reason: refusalReasonSchema,
  /** One sentence: why, and what to do. */
  finding: z.string(),
  /** Null where the signature is not what it was refused for. */
  diagnosis: callbackDiagnosisSchema.nullable(),
  /** How many others wait in quarantine for the same cause. */
  sameCauseCount: z.number().int(),
  /** Why it cannot be verified again; null when it can. */
  cannotVerify: z.string().nullable(),
  /** Today's settings make it valid. */
  isValidNow: z.boolean(),
  /** When it left quarantine for the timeline. */
  releasedAt: z.nullable(instantSchema),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** The message that a callback is about, with what waits for it in quarantine. */
export const callbackMessageSchema = z.object({
  ...messageRowSchema.shape,
  quarantined: z.array(
    z.object({ id: z.string(), claimedStatus: z.string().nullable(), receivedAt: instantSchema }),
  ),
});
export type CallbackMessage = z.infer<typeof callbackMessageSchema>;

/** One request at the door with everything that is known about it. */
export const callbackDetailSchema = callbackRowSchema.extend({
  request: receivedRequestSchema,
  /** Every time it came, in order; one instant when it came once. */
  times: z.array(instantSchema),
  /** Only for a refused one. */
  refusal: refusalSchema.nullable(),
  message: callbackMessageSchema.nullable(),
});
export type CallbackDetail = z.infer<typeof callbackDetailSchema>;

/** What “verify again” did. */
export const releaseOutcomeSchema = z.object({
  /** How many left quarantine, the chosen one included. */
  recorded: z.number().int(),
  /** How many were verified again and are still refused. */
  stillRefused: z.number().int(),
  /** How many cannot be verified again, since they were not kept whole. */
  cut: z.number().int(),
  /** Why the chosen one is still refused; null when it was recorded. */
  finding: z.string().nullable(),
});
export type ReleaseOutcome = z.infer<typeof releaseOutcomeSchema>;

/** A parameter or status word that Twilio sent and its documentation does not name. */
export const unknownNameSchema = z.object({
  kind: z.enum(["parameter", "status"]),
  name: z.string(),
  /** For a parameter a value, for a status the SID of a message that had it. */
  example: z.string(),
  occurrences: z.number().int(),
  firstSeenAt: instantSchema,
  lastSeenAt: instantSchema,
});
export type UnknownName = z.infer<typeof unknownNameSchema>;

/** Where Twilio is to call. */
export const callbackAddressSchema = z.object({
  /** Null while no public address is configured. */
  url: z.string().nullable(),
  /** Connection overrides for behind its `#`, such as `rc=5&rp=all`. */
  overrides: z.string(),
  /** Names of the keys that verify callbacks. */
  keyLabels: z.array(z.string()),
});
export type CallbackAddress = z.infer<typeof callbackAddressSchema>;

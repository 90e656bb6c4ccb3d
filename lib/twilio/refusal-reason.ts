import "server-only";

/** Why a request at the callback door was not recorded as a status event. */
export const REFUSAL_REASONS = [
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
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export type RefusalStatus = 400 | 403 | 413 | 415;

/**
 * The HTTP status that answers a refusal. Never a redirect, and never a server error, which would
 * ask Twilio to try again what will be refused again. Throws nothing.
 */
export function answerFor(reason: RefusalReason): RefusalStatus {
  switch (reason) {
    case "signature_missing":
    case "signature_invalid":
    case "account_unknown":
    case "no_key_configured":
      return 403;
    case "empty_body":
    case "inbound_message":
    case "voice_callback":
    case "not_a_status_callback":
    case "ambiguous_parameters":
    case "parameter_name_too_long":
      return 400;
    case "too_large":
    case "too_many_parameters":
      return 413;
    case "not_form_encoded":
    case "json_body":
      return 415;
  }
}

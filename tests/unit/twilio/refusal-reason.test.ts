import { expect, test } from "vitest";
import { answerFor, REFUSAL_REASONS } from "@/lib/twilio/refusal-reason";

test("each reason has its answer: 403 signature, 413 size, 415 type, 400 anything else", () => {
  const answers = Object.fromEntries(REFUSAL_REASONS.map((reason) => [reason, answerFor(reason)]));
  expect(answers).toEqual({
    signature_missing: 403,
    signature_invalid: 403,
    account_unknown: 403,
    no_key_configured: 403,
    empty_body: 400,
    inbound_message: 400,
    voice_callback: 400,
    not_a_status_callback: 400,
    ambiguous_parameters: 400,
    parameter_name_too_long: 400,
    too_large: 413,
    too_many_parameters: 413,
    not_form_encoded: 415,
    json_body: 415,
  });
});

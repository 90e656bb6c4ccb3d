import "server-only";
import type { SendSettings } from "@/lib/contracts/send-settings";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { type Environment, environment } from "@/lib/env";
import { STATUS_CALLBACK_PATH } from "@/lib/twilio/public-url";

export type SendEnvironment = Pick<
  Environment,
  | "mode"
  | "PUBLIC_BASE_URL"
  | "TWILIO_CALLBACK_OVERRIDES"
  | "TWILIO_ACCOUNT_SID"
  | "TWILIO_AUTH_TOKEN"
  | "TWILIO_API_BASE_URL"
  | "SEND_LIMIT_PER_MINUTE"
  | "SEND_CONFIRM_ABOVE"
  | "SEND_ALLOWED_PREFIXES"
>;

/** What the environment says of sending, without its secrets. */
export function toSendSettings(env: SendEnvironment): SendSettings {
  return {
    mode: env.mode,
    accountLast4: env.TWILIO_ACCOUNT_SID?.slice(-4) ?? null,
    canVerify: Boolean(env.TWILIO_ACCOUNT_SID && env.TWILIO_AUTH_TOKEN),
    apiBaseUrl: env.TWILIO_API_BASE_URL ?? null,
    publicBaseUrl: env.PUBLIC_BASE_URL ?? null,
    callbackPath: STATUS_CALLBACK_PATH,
    callbackOverrides: env.TWILIO_CALLBACK_OVERRIDES,
    confirmAbove: env.SEND_CONFIRM_ABOVE,
    allowedPrefixes: env.SEND_ALLOWED_PREFIXES,
  };
}

/** What the send form has to know of this installation. */
export function getSendSettings(viewer: Viewer): SendSettings {
  assertCan(viewer, "messages.send");
  return toSendSettings(environment());
}

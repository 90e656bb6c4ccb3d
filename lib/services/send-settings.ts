import "server-only";
import type { SendSettings } from "@/lib/contracts/send-settings";
import type { Viewer } from "@/lib/domain/viewer";
import { type Environment, environment } from "@/lib/env";
import { STATUS_CALLBACK_PATH } from "@/lib/twilio/public-url";

/** What the environment says of sending, without its secrets. */
export function toSendSettings(
  env: Pick<Environment, "PUBLIC_BASE_URL" | "TWILIO_CALLBACK_OVERRIDES" | "mode">,
): SendSettings {
  return {
    mode: env.mode,
    publicBaseUrl: env.PUBLIC_BASE_URL ?? null,
    callbackPath: STATUS_CALLBACK_PATH,
    callbackOverrides: env.TWILIO_CALLBACK_OVERRIDES,
  };
}

/** What the send form has to know of this installation. */
export function getSendSettings(_viewer: Viewer): SendSettings {
  return toSendSettings(environment());
}

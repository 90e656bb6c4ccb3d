import "server-only";
import type { CallbackAddress } from "@/lib/contracts/callback";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { type Environment, environment } from "@/lib/env";
import { STATUS_CALLBACK_PATH } from "@/lib/twilio/public-url";
import { callbackTrustOf, type DoorEnvironment } from "./status-callback-door";

/** Where Twilio is to call, and which keys verify it. No secret, no I/O. Throws `forbidden`. */
export function getCallbackAddress(
  viewer: Viewer,
  env: DoorEnvironment & Pick<Environment, "TWILIO_CALLBACK_OVERRIDES"> = environment(),
): CallbackAddress {
  assertCan(viewer, "messages.read");
  const base = env.PUBLIC_BASE_URL?.replace(/\/+$/, "");
  const { keyring } = callbackTrustOf(env);
  return {
    url: base ? base + STATUS_CALLBACK_PATH : null,
    overrides: env.TWILIO_CALLBACK_OVERRIDES,
    keyLabels: keyring.all().map(({ key }) => key.label),
  };
}

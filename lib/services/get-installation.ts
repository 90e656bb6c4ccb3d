import "server-only";
import type { Installation } from "@/lib/contracts/installation";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";
import { type Environment, environment } from "@/lib/env";
import { getCallbackAddress } from "./get-callback-address";

/** What the environment says of account, callbacks and limits, without its secrets. No I/O. Throws `forbidden`. */
export function getInstallation(viewer: Viewer, env: Environment = environment()): Installation {
  assertCan(viewer, "messages.read");
  const { TWILIO_ACCOUNT_SID: accountSid } = env;
  return {
    mode: env.mode,
    accountLast4: accountSid?.slice(-4) ?? null,
    sendsWith: sendsWith(env),
    apiBaseUrl: env.TWILIO_API_BASE_URL ?? null,
    callback: getCallbackAddress(viewer, env),
    limits: {
      perPersonPerMinute: env.SEND_LIMIT_PER_MINUTE,
      confirmAbove: env.SEND_CONFIRM_ABOVE,
      allowedPrefixes: env.SEND_ALLOWED_PREFIXES,
    },
  };
}

function sendsWith(env: Environment): Installation["sendsWith"] {
  if (!env.TWILIO_ACCOUNT_SID) return null;
  if (env.TWILIO_API_KEY_SID && env.TWILIO_API_KEY_SECRET) return "API key";
  return env.TWILIO_AUTH_TOKEN ? "auth token" : null;
}

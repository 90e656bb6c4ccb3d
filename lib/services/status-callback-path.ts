import "server-only";
import { parseRequestTarget, STATUS_CALLBACK_PATH } from "@/lib/twilio/public-url";

/** Whether a raw request target is the callback door, also behind a path prefix or with slashes at its end. */
export function isStatusCallbackPath(rawTarget: string): boolean {
  if (!rawTarget.includes(STATUS_CALLBACK_PATH)) return false;
  return parseRequestTarget(rawTarget).path.replace(/\/+$/, "").endsWith(STATUS_CALLBACK_PATH);
}

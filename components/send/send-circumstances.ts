import { nowUs } from "@/lib/browser/clock";
import type { SendSettings } from "@/lib/contracts/send-settings";
import { buildStatusCallbackUrl } from "@/lib/domain/callback-url";
import type { SendPlanCircumstances } from "@/lib/domain/send-plan";

/** What the plan of a form depends on beside the form. */
export function circumstancesNow(settings: SendSettings): SendPlanCircumstances {
  return { ...settings, now: new Date(nowUs() / 1000), live: settings.mode === "twilio" };
}

/** The address a message carries, for eyes: its id is made when it is sent. */
export function shownMessageCallback(settings: SendSettings): string | null {
  if (settings.publicBaseUrl === null) return null;
  return buildStatusCallbackUrl({
    publicBaseUrl: settings.publicBaseUrl,
    path: settings.callbackPath,
    messageId: "msg_",
    overrides: settings.callbackOverrides,
  }).replace("?message=msg_", "?message=msg_…");
}

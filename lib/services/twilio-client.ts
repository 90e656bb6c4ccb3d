import "server-only";
import { AppError } from "@/lib/domain/app-error";
import { environment } from "@/lib/env";
import { createTwilioClient, type TwilioClient } from "@/lib/twilio/rest-client";

let client: TwilioClient | undefined;

/** The process's Twilio client over the configured account. Throws `unavailable` when none is configured. */
export function twilioClient(): TwilioClient {
  if (client) return client;
  const env = environment();
  if (!env.TWILIO_ACCOUNT_SID || !env.TWILIO_AUTH_TOKEN) {
    throw new AppError(
      "unavailable",
      "No Twilio account is configured. Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, then start again.",
    );
  }
  client = createTwilioClient({
    accountSid: env.TWILIO_ACCOUNT_SID,
    authToken: env.TWILIO_AUTH_TOKEN,
    apiKey:
      env.TWILIO_API_KEY_SID && env.TWILIO_API_KEY_SECRET
        ? { sid: env.TWILIO_API_KEY_SID, secret: env.TWILIO_API_KEY_SECRET }
        : undefined,
    apiBaseUrl: env.TWILIO_API_BASE_URL,
  });
  return client;
}

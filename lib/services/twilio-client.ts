import "server-only";
import { AppError } from "@/lib/domain/app-error";
import { type Environment, environment } from "@/lib/env";
import { createTwilioClient, type TwilioClient } from "@/lib/twilio/rest-client";

export type TwilioAccess = Pick<
  Environment,
  | "TWILIO_ACCOUNT_SID"
  | "TWILIO_AUTH_TOKEN"
  | "TWILIO_API_KEY_SID"
  | "TWILIO_API_KEY_SECRET"
  | "TWILIO_API_BASE_URL"
  | "TWILIO_SUBACCOUNTS"
>;

/** A client that asks about one account: of null, about the configured one. */
export type TwilioClients = (accountSid?: string | null) => TwilioClient;

/**
 * Clients over the configured account and its subaccounts. A subaccount is asked with its own token where one is
 * configured, else with the configured account's credentials, which reach it. Making them throws nothing; asking for
 * one throws `unavailable` when no account is configured.
 * https://www.twilio.com/docs/iam/api/subaccounts
 */
export function createTwilioClients(env: TwilioAccess): TwilioClients {
  const clients = new Map<string, TwilioClient>();
  return (accountSid) => {
    const { TWILIO_ACCOUNT_SID: mainSid, TWILIO_AUTH_TOKEN: authToken } = env;
    if (!mainSid || !authToken) {
      throw new AppError(
        "unavailable",
        "No Twilio account is configured. Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, then start again.",
      );
    }
    const asked = accountSid ?? mainSid;
    const standing = clients.get(asked);
    if (standing) return standing;
    const ownToken = asked === mainSid ? undefined : env.TWILIO_SUBACCOUNTS[asked]?.[0];
    const apiKey =
      env.TWILIO_API_KEY_SID && env.TWILIO_API_KEY_SECRET
        ? { sid: env.TWILIO_API_KEY_SID, secret: env.TWILIO_API_KEY_SECRET }
        : undefined;
    const credentials = ownToken
      ? { accountSid: asked, authToken: ownToken }
      : { accountSid: mainSid, authToken, apiKey, subaccountSid: asked };
    const client = createTwilioClient({ ...credentials, apiBaseUrl: env.TWILIO_API_BASE_URL });
    clients.set(asked, client);
    return client;
  };
}

let clients: TwilioClients | undefined;

/** The process's client over the configured account, or over the account that a message belongs to. */
export function twilioClient(accountSid?: string | null): TwilioClient {
  clients ??= createTwilioClients(environment());
  return clients(accountSid);
}

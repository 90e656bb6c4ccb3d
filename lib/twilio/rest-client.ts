import "server-only";
import twilio from "twilio";
import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import type Response from "twilio/lib/http/response.js";

export type TwilioClient = ReturnType<typeof twilio>;

export type TwilioCredentials = {
  accountSid: string;
  authToken: string;
  /** Sends with an API key instead of the auth token when given. */
  apiKey?: { sid: string; secret: string } | undefined;
  /** Asks about a subaccount of the account; by default about the account itself. */
  subaccountSid?: string | undefined;
  /** Another server that speaks Twilio's protocol; unset, calls go to Twilio. */
  apiBaseUrl?: string | undefined;
};

const TWILIO_ORIGIN = /^https:\/\/[\w.-]+\.twilio\.com/;
const REQUEST_TIMEOUT_MS = 15_000;

/** The helper library has no base-URL option; its requests pass here, and their origin is replaced. */
class RedirectedRequestClient extends twilio.RequestClient {
  readonly #baseUrl: string;

  constructor(baseUrl: string, options: ConstructorParameters<typeof twilio.RequestClient>[0]) {
    super(options);
    this.#baseUrl = baseUrl.replace(/\/+$/, "");
  }

  override request<Data>(options: RequestOptions<Data>): Promise<Response<Data>> {
    const uri = options.uri.replace(TWILIO_ORIGIN, this.#baseUrl);
    return super.request<Data>({ ...options, uri });
  }
}

/**
 * A client of Twilio's REST API. A 429 is tried again with back-off, since Twilio never processed it; nothing else
 * is. Throws when the credentials cannot be Twilio's.
 * https://www.twilio.com/docs/api/errors/20429
 */
export function createTwilioClient(credentials: TwilioCredentials): TwilioClient {
  const requestOptions = {
    timeout: REQUEST_TIMEOUT_MS,
    autoRetry: true,
    maxRetries: 5,
    maxRetryDelay: 4_000,
    keepAlive: true,
  };
  const httpClient = credentials.apiBaseUrl
    ? new RedirectedRequestClient(credentials.apiBaseUrl, requestOptions)
    : new twilio.RequestClient(requestOptions);
  const { authToken, apiKey } = credentials;
  const accountSid = credentials.subaccountSid ?? credentials.accountSid;
  return apiKey
    ? twilio(apiKey.sid, apiKey.secret, { accountSid, httpClient })
    : twilio(credentials.accountSid, authToken, { accountSid, httpClient });
}

import "server-only";

/** What can be read of an error that the helper library threw. */
export type TwilioError = {
  /** Null when no answer came. */
  httpStatus: number | null;
  /** Twilio's error code, such as 21211. */
  code: number | null;
  /** The network's word, such as ECONNREFUSED. */
  networkCode: string | null;
  message: string;
};

/**
 * Reads an error of the helper library: `RestException` for an answer, axios' own when none came. Throws nothing.
 * https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions
 */
export function readTwilioError(error: unknown): TwilioError {
  const { status, code, message } = Object(error) as Record<string, unknown>;
  return {
    httpStatus: typeof status === "number" ? status : null,
    code: typeof code === "number" ? code : null,
    networkCode: typeof code === "string" ? code : null,
    message: typeof message === "string" ? message : "no reason was given",
  };
}

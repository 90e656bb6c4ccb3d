/** An error answer of Twilio's REST API. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly code: number,
    message: string,
    readonly httpStatus = 400,
  ) {
    super(message);
  }

  get body(): string {
    return JSON.stringify({
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.httpStatus,
    });
  }
}

type Values = Partial<Record<"to" | "from" | "url" | "sid" | "detail", string>>;

/** Titles of codes: https://www.twilio.com/docs/api/errors */
const messages: Record<number, (values: Values) => string> = {
  20001: ({ detail }) => detail ?? "Unknown parameters",
  21211: ({ to }) => `The 'To' number ${to} is not a valid phone number.`,
  21212: ({ from }) =>
    `The 'From' number ${from} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
  21408: ({ to }) =>
    `Permission to send an SMS has not been enabled for the region indicated by the 'To' number: ${to}.`,
  21602: () => "Message body is required.",
  21603: () => "A 'From' phone number or a 'MessagingServiceSid' is required.",
  21604: () => "A 'To' phone number is required.",
  21606: ({ from }) =>
    `The 'From' phone number provided (${from}) is not a valid message-capable Twilio phone number for this destination/account.`,
  21608: ({ to }) =>
    `The number ${to} is unverified. Trial accounts cannot send messages to unverified numbers; verify ${to} at twilio.com/user/account/phone-numbers/verified, or purchase a Twilio number to send messages to unverified numbers.`,
  21609: ({ url }) => `The 'StatusCallback' URL ${url} is not a valid URL.`,
  21610: () => "Attempt to send to unsubscribed recipient",
  21611: ({ from }) =>
    `This 'From' number ${from} has exceeded the maximum number of queued messages`,
  21612: ({ to, from }) =>
    `The 'To' phone number: ${to}, is not currently reachable using the 'From' phone number: ${from} via SMS.`,
  21614: ({ to }) => `'To' number: ${to}, is not a valid mobile number`,
  21617: () => "The concatenated message body exceeds the 1600 character limit",
  21620: () => "Invalid media URL(s)",
  21623: () => "Number of media files exceeds allowed limit",
  21624: ({ detail }) => `The ValidityPeriod ${detail} is not between 1 and 36000 seconds`,
  21655: () => "The ContentSid Parameter is invalid",
  21656: () => "The ContentVariables Parameter is invalid.",
  21701: ({ sid }) => `The Messaging Service ${sid} does not exist`,
  21703: () => "The Messaging Service does not have a phone number available to send a message",
  21704: () => "The Messaging Service contains no phone numbers",
  21705: ({ sid }) => `The Messaging Service Sid ${sid} is invalid`,
  21910: () => "Invalid From and To pair. From and To should be of the same channel",
  30400: ({ detail }) => detail ?? "Bad request",
  30409: () => "Message cannot be canceled since it is already in a final state or being sent",
  35111: () => "SendAt timestamp is missing",
  35114: () =>
    "SendAt time must be between 300 seconds and 35 days (3024000 seconds) in the future, inclusive",
  35115: () => "SendAt timestamp is not a valid ISO 8601 timestamp",
  35117: () =>
    "SendAt time must be between 300 seconds and 35 days (3024000 seconds) in the future, inclusive",
  35118: () => "MessagingServiceSid is required to schedule a message",
  35126: () => "ScheduleType is not supported for this channel",
  63007: () => "Twilio could not find a Channel with the specified From address",
};

const statusOf: Record<number, number> = {
  20003: 401,
  20004: 405,
  20006: 403,
  20009: 409,
  20404: 404,
  20429: 429,
  20500: 500,
  20503: 503,
  30409: 409,
};

export function apiError(code: number, values: Values = {}): ApiError {
  const message = messages[code]?.(values) ?? values.detail ?? `Error ${code}`;
  return new ApiError(code, message, statusOf[code] ?? 400);
}

/** `error_message` of a Message; short wordings of our own for the codes the simulator draws. */
const deliveryMessages: Record<number, string> = {
  30001: "Queue overflow",
  30002: "Account suspended",
  30003: "Unreachable destination handset",
  30004: "Message blocked",
  30005: "Unknown destination handset",
  30006: "Landline or unreachable carrier",
  30007: "Message filtered",
  30008: "Unknown error",
  30022: "Campaign rate limits exceeded",
  30034: "Message from an unregistered number",
  30036: "Validity period expired",
  63003: "Channel could not find To address",
  63013: "Channel policy violation",
  63016: "Outside the allowed window, use a template",
  63018: "Rate limit exceeded for channel",
  63024: "Invalid message recipient",
  63032: "User limitation",
  63036: "The recipient is not reachable on RCS",
  63049: "The channel chose not to deliver this message",
};

export function deliveryErrorMessage(code: number): string {
  return deliveryMessages[code] ?? `Error ${code}`;
}

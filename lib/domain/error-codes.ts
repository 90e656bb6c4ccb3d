import { channelErrors } from "./error-codes/channel-errors";
import { deliveryErrors } from "./error-codes/delivery-errors";
import { errorClassOf } from "./error-codes/error-class";
import type {
  ErrorDuration,
  ErrorRetry,
  ErrorSide,
  ErrorTable,
  SendField,
} from "./error-codes/error-kind";
import { linkErrors } from "./error-codes/link-errors";
import { messagingServiceErrors } from "./error-codes/messaging-service-errors";
import { platformErrors } from "./error-codes/platform-errors";
import { requestErrors } from "./error-codes/request-errors";
import { schedulingErrors } from "./error-codes/scheduling-errors";
import { webhookErrors } from "./error-codes/webhook-errors";
import { errorTitle } from "./error-titles";

export type { ErrorDuration, ErrorRetry, ErrorSide, SendField };

export type ErrorExplanation = {
  code: number;
  /** False for a code that is explained by its range alone. */
  known: boolean;
  title: string;
  meaning: string;
  side: ErrorSide;
  duration: ErrorDuration;
  action: string;
  retry: ErrorRetry;
  docsUrl: string;
  field?: SendField;
};

const knownErrors: ErrorTable = {
  ...platformErrors,
  ...webhookErrors,
  ...requestErrors,
  ...messagingServiceErrors,
  ...deliveryErrors,
  ...linkErrors,
  ...schedulingErrors,
  ...channelErrors,
};

/** The codes that have an explanation of their own, ascending. */
export const knownErrorCodes: readonly number[] = Object.keys(knownErrors).map(Number);

/**
 * Explains any Twilio error code in our own words; never throws. A code that is not listed is
 * explained by its range and keeps the link to Twilio's page.
 * Source: https://www.twilio.com/docs/api/errors
 */
export function explainErrorCode(code: number): ErrorExplanation {
  const title = errorTitle(code);
  const docsUrl = `https://www.twilio.com/docs/api/errors/${code}`;
  const entry = knownErrors[code];
  if (entry) return { code, known: true, title, ...entry, docsUrl };

  const { meaning, side, duration, retry } = errorClassOf(code);
  const action = "Twilio's page for this code says more.";
  return { code, known: false, title, meaning, side, duration, action, retry, docsUrl };
}

import "server-only";
import { AppError } from "@/lib/domain/app-error";
import { explainErrorCode } from "@/lib/domain/error-codes";
import { readTwilioError } from "@/lib/twilio/twilio-error";

/**
 * What a failed call to Twilio comes to for the person who asked: `conflict` where Twilio says no, `rate_limited`
 * where it asks for patience, `upstream_failed` where it did not answer. Throws nothing.
 */
export function upstreamFailure(error: unknown, deed: string): AppError {
  if (error instanceof AppError) return error;
  const { httpStatus, code } = readTwilioError(error);
  if (httpStatus === null || httpStatus >= 500) {
    const message = `Twilio did not answer, so ${deed} may not be done. Try again in a moment.`;
    return new AppError("upstream_failed", message, { cause: error });
  }
  if (httpStatus === 429) {
    const message = "Twilio has too many requests at once. Try again in a moment.";
    return new AppError("rate_limited", message, { cause: error });
  }
  if (code === null) {
    return new AppError("upstream_failed", `Twilio refused it with ${httpStatus}.`, {
      cause: error,
    });
  }
  const { meaning, action } = explainErrorCode(code);
  return new AppError("conflict", `Twilio refused it (${code}). ${meaning} ${action}`, {
    cause: error,
  });
}

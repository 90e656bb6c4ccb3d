import "server-only";
import pino from "pino";

type LoggedError = {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: LoggedError;
};

/** Named fields only: drivers hang connections, statements and their values on their errors. */
function toLoggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "not an Error" };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message.split("\n").at(-1) ?? "",
    ...(typeof code === "string" ? { code } : {}),
    ...(error.stack ? { stack: error.stack.split("\n    at ").slice(1, 12).join(" < ") } : {}),
    ...(error.cause && depth < 3 ? { cause: toLoggedError(error.cause, depth + 1) } : {}),
  };
}

export const loggerOptions: pino.LoggerOptions = {
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: ["authorization", "*.authorization", "token", "*.token", "password", "*.password"],
    censor: "[removed]",
  },
  serializers: { err: (error: unknown) => toLoggedError(error) },
};

/** The only writer of logs. What it is given never holds a token, a number, a body or a whole request. */
export const log = pino(loggerOptions);

import "server-only";
import pino from "pino";

/** The only writer of logs. What it is given never holds a token, a number, a body or a whole request. */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: ["authorization", "*.authorization", "token", "*.token", "password", "*.password"],
    censor: "[removed]",
  },
  serializers: { err: pino.stdSerializers.err },
});

/** The closed set of ways in which a service says no. */
export const APP_ERROR_CODES = [
  "not_found",
  "invalid_input",
  "unauthorized",
  "forbidden",
  "conflict",
  "rate_limited",
  "upstream_failed",
  "unavailable",
  "internal",
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

export type FieldErrors = Record<string, string[]>;

/** What services throw. `message` is written for the person who asked; `cause` is for the log. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly fieldErrors: FieldErrors | undefined;

  constructor(
    code: AppErrorCode,
    message: string,
    options: { cause?: unknown; fieldErrors?: FieldErrors } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fieldErrors = options.fieldErrors;
  }
}

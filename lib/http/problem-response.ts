import "server-only";
import { randomUUID } from "node:crypto";
import type { Problem } from "@/lib/contracts/problem";
import { AppError, type AppErrorCode } from "@/lib/domain/app-error";
import { log } from "@/lib/log";

const HTTP_STATUS: Record<AppErrorCode, number> = {
  invalid_input: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  upstream_failed: 502,
  unavailable: 503,
  internal: 500,
};

const TITLE: Record<AppErrorCode, string> = {
  invalid_input: "The request is not valid",
  unauthorized: "Sign in first",
  forbidden: "Not allowed",
  not_found: "Not found",
  conflict: "It is no longer so",
  rate_limited: "Too many requests",
  upstream_failed: "Twilio did not do it",
  unavailable: "Not available now",
  internal: "Something went wrong here",
};

/** RFC 9457 problem details for any error; one that is not an AppError stays opaque and is logged once. */
export function problemResponse(error: unknown): Response {
  const known = error instanceof AppError ? error : new AppError("internal", "", { cause: error });
  const requestId = randomUUID();
  if (known.code === "internal") log.error({ err: error, requestId }, "A request failed");
  const problem: Problem = {
    type: "about:blank",
    title: TITLE[known.code],
    status: HTTP_STATUS[known.code],
    code: known.code,
    requestId,
    ...(known.message ? { detail: known.message } : {}),
    ...(known.fieldErrors
      ? {
          errors: Object.entries(known.fieldErrors).flatMap(([field, messages]) =>
            messages.map((message) => ({ field, message })),
          ),
        }
      : {}),
  };
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

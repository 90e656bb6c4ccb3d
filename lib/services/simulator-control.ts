import "server-only";
import type * as z from "zod";
import { AppError } from "@/lib/domain/app-error";
import { environment } from "@/lib/env";

const TIMEOUT_MS = 5_000;

export type SimulatorControl = {
  /** What a GET under `/simulator/` answers. */
  get<Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.output<Shape>>;
  put<Shape extends z.ZodType>(path: string, body: object, shape: Shape): Promise<z.output<Shape>>;
};

/**
 * The control API of the simulator that messages go to. Throws `not_found` where they go to Twilio. Its functions
 * throw `not_found`, `invalid_input` with the simulator's own sentence, and `upstream_failed` when it does not answer
 * as its document says.
 */
export function simulatorControl(
  baseUrl: string | undefined = environment().TWILIO_API_BASE_URL,
): SimulatorControl {
  if (!baseUrl) throw new AppError("not_found", "Messages go to Twilio here, not to a simulator.");
  return {
    get: (path, shape) => ask(new URL(path, baseUrl), {}, shape),
    put: (path, body, shape) =>
      ask(new URL(path, baseUrl), { method: "PUT", body: JSON.stringify(body) }, shape),
  };
}

async function ask<Shape extends z.ZodType>(
  url: URL,
  init: RequestInit,
  shape: Shape,
): Promise<z.output<Shape>> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, {
      ...init,
      headers: { "content-type": "application/json" },
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    body = await response.json();
  } catch (cause) {
    throw new AppError("upstream_failed", "The simulator does not answer.", { cause });
  }
  if (response.status === 404) {
    throw new AppError("not_found", "The simulator knows no such message.");
  }
  if (response.status === 400) throw new AppError("invalid_input", sentenceOf(body));
  if (!response.ok) {
    throw new AppError(
      "upstream_failed",
      response.status === 401
        ? "The simulator answers its control API only on its own machine, or with its control token."
        : `The simulator answered ${response.status}.`,
    );
  }
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError("upstream_failed", "The simulator answered with something unexpected.", {
    cause: parsed.error,
  });
}

function sentenceOf(body: unknown): string {
  const isObject = typeof body === "object" && body !== null;
  return isObject && "message" in body && typeof body.message === "string"
    ? body.message
    : "The simulator does not take this.";
}

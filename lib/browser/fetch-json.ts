import * as z from "zod/mini";
import { type Problem, problemSchema } from "@/lib/contracts/problem";

/** Why an answer is missing. `unreachable`: no answer came at all. */
export type RequestFailure =
  | { kind: "unreachable" }
  | { kind: "unreadable"; status: number }
  | { kind: "refused"; status: number; problem: Problem };

export class RequestError extends Error {
  readonly failure: RequestFailure;

  constructor(failure: RequestFailure, options?: { cause?: unknown }) {
    super(failure.kind === "refused" ? failure.problem.title : failure.kind, options);
    this.name = "RequestError";
    this.failure = failure;
  }
}

/** Asks our own API. Throws `RequestError` and nothing else. */
export async function fetchJson<T>(url: string, schema: z.core.$ZodType<T>): Promise<T> {
  const response = await fetch(url, { headers: { accept: "application/json" } }).catch(
    (cause: unknown) => {
      throw new RequestError({ kind: "unreachable" }, { cause });
    },
  );
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new RequestError(toFailure(response.status, body));
  const parsed = z.safeParse(schema, body);
  if (parsed.success) return parsed.data;
  throw new RequestError({ kind: "unreadable", status: response.status }, { cause: parsed.error });
}

function toFailure(status: number, body: unknown): RequestFailure {
  const problem = problemSchema.safeParse(body);
  return problem.success
    ? { kind: "refused", status, problem: problem.data }
    : { kind: "unreadable", status };
}

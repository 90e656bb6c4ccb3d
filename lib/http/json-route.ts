import "server-only";
import * as z from "zod";
import { AppError } from "@/lib/domain/app-error";
import { problemResponse } from "./problem-response";

/** Runs a route's work: its answer leaves as JSON through the contract, its errors as problem details. */
export async function jsonRoute<Shape extends z.core.$ZodType>(
  contract: Shape,
  work: () => Promise<z.input<Shape>>,
): Promise<Response> {
  try {
    const body = z.parse(contract, await work());
    return Response.json(body, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(error);
  }
}

/** Reads input through a contract; what does not fit becomes `invalid_input` with a sentence per field. */
export function parseInput<Shape extends z.core.$ZodType>(
  contract: Shape,
  input: unknown,
): z.output<Shape> {
  const parsed = z.safeParse(contract, input);
  if (parsed.success) return parsed.data;
  const fieldErrors: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path.join(".") || "request";
    fieldErrors[field] = [...(fieldErrors[field] ?? []), issue.message];
  }
  const [first] = Object.entries(fieldErrors);
  throw new AppError("invalid_input", first ? `${first[0]}: ${first[1][0]}` : "", { fieldErrors });
}

/** Query parameters as an object: a repeated name becomes a list. */
export function queryObject(params: URLSearchParams): Record<string, string | string[]> {
  const entries: [string, string | string[]][] = [...new Set(params.keys())].map((name) => {
    const values = params.getAll(name);
    return [name, values.length > 1 ? values : (values[0] ?? "")];
  });
  return Object.fromEntries(entries);
}

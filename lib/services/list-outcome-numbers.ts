import "server-only";
import * as z from "zod";
import { type OutcomeNumber, outcomeNumberSchema } from "@/lib/contracts/outcome-number";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { rememberFor } from "./remember";

const PATIENCE_MS = 2_000;
const MAX_AGE_MS = 600_000;

const fetchNumbers = rememberFor(MAX_AGE_MS, async (_asker: object, apiBaseUrl: string) => {
  const address = `${apiBaseUrl.replace(/\/+$/, "")}/simulator/outcome-numbers`;
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
  return z.array(outcomeNumberSchema).parse(await response.json());
});
const thisProcess = {};

/**
 * The simulator's numbers with a fate of their own; none while Twilio itself is in use, or when what stands at
 * TWILIO_API_BASE_URL does not tell. Never throws.
 */
export async function listOutcomeNumbers(
  _viewer: Viewer,
  apiBaseUrl: string | undefined = environment().TWILIO_API_BASE_URL,
): Promise<OutcomeNumber[]> {
  if (!apiBaseUrl) return [];
  return fetchNumbers(thisProcess, apiBaseUrl).catch(() => []);
}

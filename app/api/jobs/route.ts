import { createHash, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { AppError } from "@/lib/domain/app-error";
import { environment } from "@/lib/env";
import { jsonRoute } from "@/lib/http/json-route";
import { runJobSlice } from "@/lib/services/job-worker";

export const dynamic = "force-dynamic";
export const maxDuration = 60;

const jobSliceSchema = z.object({
  woken: z.number().int(),
  resolved: z.object({ found: z.number().int(), open: z.number().int() }),
});

/** Runs background jobs for a bounded time. Without CRON_SECRET it is closed. */
export async function GET(request: Request): Promise<Response> {
  return jsonRoute(jobSliceSchema, async () => {
    const { CRON_SECRET } = environment();
    const given = request.headers.get("authorization") ?? "";
    if (!CRON_SECRET || !isSame(given, `Bearer ${CRON_SECRET}`)) {
      throw new AppError("unauthorized", "Call it with the cron secret: Authorization: Bearer …");
    }
    return runJobSlice();
  });
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

import "server-only";
import { AppError } from "@/lib/domain/app-error";

export type BodyReading =
  /** `bodyBytes` is the length as announced or as far as it was read; more than `bytes` holds when it is too long. */
  | { outcome: "read"; bytes: Uint8Array; bodyBytes: number }
  | { outcome: "too_slow" }
  | { outcome: "cut_off" };

/**
 * The request's body; of one that is too long its beginning. A little beyond the limit is read and dropped, since a
 * sender who is still sending may never see the answer.
 */
export async function readBody(
  request: Request,
  limits: { maxBodyBytes: number; maxDroppedBytes: number; requestWithinMs: number },
): Promise<BodyReading> {
  const announced = Number(request.headers.get("content-length") ?? 0) || 0;
  if (!request.body) return { outcome: "read", bytes: new Uint8Array(), bodyBytes: 0 };
  const reader = request.body.getReader();
  let isTooSlow = false;
  const timer = setTimeout(() => {
    isTooSlow = true;
    void reader.cancel().catch(() => undefined);
  }, limits.requestWithinMs);
  const chunks: Uint8Array[] = [];
  let length = 0;
  let kept = 0;
  try {
    for (;;) {
      const step = await reader.read();
      if (isTooSlow) return { outcome: "too_slow" };
      if (step.done) break;
      length += step.value.byteLength;
      if (kept < limits.maxBodyBytes) {
        chunks.push(step.value.subarray(0, limits.maxBodyBytes - kept));
        kept = Math.min(length, limits.maxBodyBytes);
      }
      if (Math.max(length, announced) > limits.maxBodyBytes + limits.maxDroppedBytes) {
        if (kept < limits.maxBodyBytes) continue;
        void reader.cancel().catch(() => undefined);
        break;
      }
    }
  } catch {
    return { outcome: isTooSlow ? "too_slow" : "cut_off" };
  } finally {
    clearTimeout(timer);
  }
  const bodyBytes = length > limits.maxBodyBytes ? Math.max(length, announced) : length;
  return { outcome: "read", bytes: Buffer.concat(chunks, kept), bodyBytes };
}

const JSON_LIMITS = {
  maxBodyBytes: 64 * 1024,
  maxDroppedBytes: 64 * 1024,
  requestWithinMs: 10_000,
};

/**
 * A request's JSON. Throws `invalid_input` for another content type (which a foreign page's form would send), for
 * more than 64 kB, and for what is not JSON.
 */
export async function readJson(request: Request): Promise<unknown> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new AppError("invalid_input", "Send JSON, with content-type: application/json.");
  }
  const body = await readBody(request, JSON_LIMITS);
  if (body.outcome !== "read") throw new AppError("invalid_input", "The body did not arrive.");
  if (body.bodyBytes > JSON_LIMITS.maxBodyBytes) {
    throw new AppError("invalid_input", "The body is longer than 64 kB.");
  }
  try {
    return JSON.parse(new TextDecoder().decode(body.bytes));
  } catch (cause) {
    throw new AppError("invalid_input", "The body is not JSON.", { cause });
  }
}

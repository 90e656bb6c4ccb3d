import "server-only";
import { AppError } from "@/lib/domain/app-error";

/** The request's body, or null as soon as it is longer than `maxBytes`: what is too long is not held in memory. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes) return null;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks, length);
}

const MAX_JSON_BYTES = 64 * 1024;

/**
 * A request's JSON. Throws `invalid_input` for another content type (which a foreign page's form would send), for
 * more than 64 kB, and for what is not JSON.
 */
export async function readJson(request: Request): Promise<unknown> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new AppError("invalid_input", "Send JSON, with content-type: application/json.");
  }
  const body = await readBody(request, MAX_JSON_BYTES);
  if (body === null) throw new AppError("invalid_input", "The body is longer than 64 kB.");
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (cause) {
    throw new AppError("invalid_input", "The body is not JSON.", { cause });
  }
}

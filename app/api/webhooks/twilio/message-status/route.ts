import { readBody } from "@/lib/http/read-body";
import { nowUs } from "@/lib/services/process-clock";
import { MAX_CALLBACK_BODY_BYTES } from "@/lib/services/receive-status-callback";
import { receiveStatusCallback } from "@/lib/services/status-callback-door";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  const receivedAtUs = nowUs();
  const { pathname, search } = new URL(request.url);
  const rawBody = await readBody(request, MAX_CALLBACK_BODY_BYTES);
  if (rawBody === null) return new Response(null, { status: 413 });
  const { status } = await receiveStatusCallback({
    rawTarget: pathname + search,
    headers: [...request.headers],
    rawBody,
    remoteAddress: null,
    receivedAtUs,
  });
  return new Response(null, { status });
}

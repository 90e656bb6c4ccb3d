import { clientAddress } from "@/lib/http/client-address";
import { createConcurrencyLimit } from "@/lib/http/concurrency-limit";
import { readBody } from "@/lib/http/read-body";
import { senderNetwork } from "@/lib/http/sender-address";
import { DOOR_LIMITS } from "@/lib/services/door-limits";
import { nowUs } from "@/lib/services/process-clock";
import { receiveStatusCallback } from "@/lib/services/status-callback-door";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** The requests for which no signature vouches yet. */
const unverified = createConcurrencyLimit({
  perKey: DOOR_LIMITS.unverifiedPerAddress,
  inAll: DOOR_LIMITS.unverifiedInAll,
});

export async function POST(request: Request): Promise<Response> {
  const receivedAtUs = nowUs();
  const remoteAddress = clientAddress(request.headers);
  const leave = unverified.enter(senderNetwork(remoteAddress));
  if (leave === null) return new Response(null, { status: 503 });
  try {
    const body = await readBody(request, DOOR_LIMITS);
    if (body.outcome !== "read") return new Response(null, { status: 408 });
    const { status } = await receiveStatusCallback(
      {
        rawTarget: targetOf(request.url),
        headers: [...request.headers],
        rawBody: body.bytes,
        bodyBytes: body.bodyBytes,
        remoteAddress,
        receivedAtUs,
      },
      leave,
    );
    return new Response(null, { status });
  } finally {
    leave();
  }
}

/** Path and query of an absolute address. */
function targetOf(url: string): string {
  return url.slice(url.indexOf("/", url.indexOf("//") + 2));
}

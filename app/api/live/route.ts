import { createResponse } from "better-sse";
import { isStillSignedIn, requireViewer } from "@/lib/auth/current-viewer";
import { problemResponse } from "@/lib/http/problem-response";
import { catchUp, type LiveUpdate, liveHub } from "@/lib/services/live-hub";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** A session that was ended, or has another role by now, is cut off after this long; a browser then asks anew. */
const CHECK_SESSION_MS = 20_000;

export async function GET(request: Request): Promise<Response> {
  try {
    const viewer = await requireViewer();
    const hub = await liveHub();
    const lastEventId = request.headers.get("last-event-id") ?? "";
    const cut = new AbortController();
    const open = new Request(request.url, {
      headers: request.headers,
      signal: AbortSignal.any([request.signal, cut.signal]),
    });
    return createResponse(open, { keepAlive: null, retry: 1_000 }, (session) => {
      const send = (update: LiveUpdate) => {
        if (!session.isConnected) return;
        if (update.kind === "resync") session.push({ reason: update.reason }, "resync", update.seq);
        else session.push(update.data, update.kind, update.seq);
      };
      const unsubscribe = hub.subscribe(viewer, send);
      const check = setInterval(async () => {
        if (!(await isStillSignedIn(viewer, request.headers).catch(() => true))) cut.abort();
      }, CHECK_SESSION_MS);
      session.once("disconnected", () => {
        unsubscribe();
        clearInterval(check);
      });
      if (!/^\d{1,18}$/.test(lastEventId)) {
        // Without an id of its own a stream that breaks off before the first change could not be resumed.
        send({ kind: "pulse", seq: hub.position(), data: { refusedCount: null } });
        return;
      }
      catchUp(viewer, BigInt(lastEventId)).then(send, () =>
        send({ kind: "resync", seq: lastEventId, reason: "What was missed could not be read." }),
      );
    });
  } catch (error) {
    return problemResponse(error);
  }
}

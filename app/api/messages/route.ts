import { requireViewer } from "@/lib/auth/current-viewer";
import { apiSendSchema, idempotencyKeySchema } from "@/lib/contracts/api-send";
import { messageFiltersSchema, messageListSchema } from "@/lib/contracts/message-list";
import { sendOutcomeSchema } from "@/lib/contracts/send-message";
import { jsonRoute, parseInput, queryObject } from "@/lib/http/json-route";
import { readJson } from "@/lib/http/read-body";
import { assertSameOrigin } from "@/lib/http/same-origin";
import { listMessages } from "@/lib/services/list-messages";
import { sendByApi } from "@/lib/services/send-by-api";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return jsonRoute(messageListSchema, async () => {
    const viewer = await requireViewer();
    const query = queryObject(new URL(request.url).searchParams);
    return listMessages(viewer, parseInput(messageFiltersSchema, query));
  });
}

/** Sends one message; the same `Idempotency-Key` never sends a second one. */
export async function POST(request: Request): Promise<Response> {
  return jsonRoute(sendOutcomeSchema, async () => {
    assertSameOrigin(request);
    const viewer = await requireViewer("messages.send");
    const { key } = parseInput(idempotencyKeySchema, {
      key: request.headers.get("idempotency-key") ?? "",
    });
    return sendByApi(viewer, key, parseInput(apiSendSchema, await readJson(request)));
  });
}

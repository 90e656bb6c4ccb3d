import { requireViewer } from "@/lib/auth/current-viewer";
import { messageFiltersSchema, messageListSchema } from "@/lib/contracts/message-list";
import { jsonRoute, parseInput, queryObject } from "@/lib/http/json-route";
import { listMessages } from "@/lib/services/list-messages";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return jsonRoute(messageListSchema, async () => {
    const viewer = await requireViewer();
    const query = queryObject(new URL(request.url).searchParams);
    return listMessages(viewer, parseInput(messageFiltersSchema, query));
  });
}

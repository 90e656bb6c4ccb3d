import { requireViewer } from "@/lib/auth/current-viewer";
import { callbackFiltersSchema, callbackListSchema } from "@/lib/contracts/callback-list";
import { jsonRoute, parseInput, queryObject } from "@/lib/http/json-route";
import { listCallbacks } from "@/lib/services/list-callbacks";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return jsonRoute(callbackListSchema, async () => {
    const viewer = await requireViewer();
    const query = queryObject(new URL(request.url).searchParams);
    return listCallbacks(viewer, parseInput(callbackFiltersSchema, query));
  });
}

import { requireViewer } from "@/lib/auth/current-viewer";
import { sendExpectationsSchema, sendRouteSchema } from "@/lib/contracts/send-expectations";
import { jsonRoute, parseInput, queryObject } from "@/lib/http/json-route";
import { getSendExpectations } from "@/lib/services/get-send-expectations";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return jsonRoute(sendExpectationsSchema, async () => {
    const viewer = await requireViewer("messages.send");
    const route = parseInput(sendRouteSchema, queryObject(new URL(request.url).searchParams));
    return getSendExpectations(viewer, route);
  });
}

import { requireViewer } from "@/lib/auth/current-viewer";
import { callbackDetailSchema } from "@/lib/contracts/callback";
import { jsonRoute } from "@/lib/http/json-route";
import { getCallback } from "@/lib/services/get-callback";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ callbackId: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return jsonRoute(callbackDetailSchema, async () => {
    const viewer = await requireViewer();
    const { callbackId } = await params;
    return getCallback(viewer, callbackId);
  });
}

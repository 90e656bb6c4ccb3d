import { requireViewer } from "@/lib/auth/current-viewer";
import { batchIdSchema, batchProgressSchema } from "@/lib/contracts/send-batch";
import { jsonRoute, parseInput } from "@/lib/http/json-route";
import { getSendBatch } from "@/lib/services/get-send-batch";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ batchId: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return jsonRoute(batchProgressSchema, async () => {
    const viewer = await requireViewer();
    return getSendBatch(viewer, parseInput(batchIdSchema, (await params).batchId));
  });
}

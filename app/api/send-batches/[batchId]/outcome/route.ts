import { requireViewer } from "@/lib/auth/current-viewer";
import { batchIdSchema } from "@/lib/contracts/send-batch";
import { csvResponse } from "@/lib/http/csv-response";
import { parseInput } from "@/lib/http/json-route";
import { problemResponse } from "@/lib/http/problem-response";
import { exportSendBatch } from "@/lib/services/export-send-batch";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ batchId: string }> };

/** The outcome of every row as CSV, streamed. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const viewer = await requireViewer();
    const batchId = parseInput(batchIdSchema, (await params).batchId);
    const { fileName, pieces } = await exportSendBatch(viewer, batchId);
    return await csvResponse(fileName, pieces);
  } catch (error) {
    return problemResponse(error);
  }
}

import { requireViewer } from "@/lib/auth/current-viewer";
import { batchIdSchema } from "@/lib/contracts/send-batch";
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
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      pull: async (stream) => {
        const { done, value } = await pieces.next();
        if (done) stream.close();
        else stream.enqueue(encoder.encode(value));
      },
      cancel: async () => {
        await pieces.return(undefined);
      },
    });
    return new Response(body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    return problemResponse(error);
  }
}

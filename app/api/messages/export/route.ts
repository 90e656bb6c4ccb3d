import { requireViewer } from "@/lib/auth/current-viewer";
import { messageExportSchema } from "@/lib/contracts/message-list";
import { csvResponse } from "@/lib/http/csv-response";
import { parseInput, queryObject } from "@/lib/http/json-route";
import { problemResponse } from "@/lib/http/problem-response";
import { exportMessages } from "@/lib/services/export-messages";

export const dynamic = "force-dynamic";

/** The filtered messages, or the picked ones, as CSV, streamed. */
export async function GET(request: Request): Promise<Response> {
  try {
    const viewer = await requireViewer();
    const query = queryObject(new URL(request.url).searchParams);
    const { fileName, pieces } = exportMessages(viewer, parseInput(messageExportSchema, query));
    return await csvResponse(fileName, pieces);
  } catch (error) {
    return problemResponse(error);
  }
}

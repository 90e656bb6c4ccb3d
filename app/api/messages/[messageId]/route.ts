import { requireViewer } from "@/lib/auth/current-viewer";
import { messageDetailSchema } from "@/lib/contracts/message";
import { jsonRoute } from "@/lib/http/json-route";
import { getMessage } from "@/lib/services/get-message";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ messageId: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return jsonRoute(messageDetailSchema, async () => {
    const viewer = await requireViewer();
    const { messageId } = await params;
    return getMessage(viewer, messageId);
  });
}

import { requireViewer } from "@/lib/auth/current-viewer";
import { simulatedMessageSchema } from "@/lib/contracts/simulator";
import { jsonRoute } from "@/lib/http/json-route";
import { getSimulatedMessage } from "@/lib/services/get-simulated-message";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ messageSid: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return jsonRoute(simulatedMessageSchema, async () => {
    const viewer = await requireViewer();
    return getSimulatedMessage(viewer, (await params).messageSid);
  });
}

import { requireViewer } from "@/lib/auth/current-viewer";
import { simulatorStateSchema } from "@/lib/contracts/simulator";
import { jsonRoute } from "@/lib/http/json-route";
import { getSimulatorState } from "@/lib/services/get-simulator-state";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return jsonRoute(simulatorStateSchema, async () => getSimulatorState(await requireViewer()));
}

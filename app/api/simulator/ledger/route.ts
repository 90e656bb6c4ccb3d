import { requireViewer } from "@/lib/auth/current-viewer";
import { ledgerPageSchema, ledgerQuerySchema } from "@/lib/contracts/simulator";
import { jsonRoute, parseInput, queryObject } from "@/lib/http/json-route";
import { listSimulatorLedger } from "@/lib/services/list-simulator-ledger";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return jsonRoute(ledgerPageSchema, async () => {
    const viewer = await requireViewer();
    const query = queryObject(new URL(request.url).searchParams);
    return listSimulatorLedger(viewer, parseInput(ledgerQuerySchema, query));
  });
}

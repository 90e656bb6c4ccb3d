import { requireViewer } from "@/lib/auth/current-viewer";
import { serviceNamesSchema } from "@/lib/contracts/service-names";
import { jsonRoute } from "@/lib/http/json-route";
import { listServiceNames } from "@/lib/services/list-service-names";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return jsonRoute(serviceNamesSchema, async () => listServiceNames(await requireViewer()));
}

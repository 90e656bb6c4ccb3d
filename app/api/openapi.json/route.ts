import * as z from "zod";
import { requireViewer } from "@/lib/auth/current-viewer";
import { openApiDocument } from "@/lib/contracts/open-api";
import { environment } from "@/lib/env";
import { jsonRoute } from "@/lib/http/json-route";

export const dynamic = "force-dynamic";

/** The description of the API, for those who may use it. */
export async function GET(): Promise<Response> {
  return jsonRoute(z.looseObject({}), async () => {
    await requireViewer("messages.read");
    return openApiDocument(environment().PUBLIC_BASE_URL ?? null);
  });
}

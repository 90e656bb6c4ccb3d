import * as z from "zod";
import { requireViewer } from "@/lib/auth/current-viewer";
import { signOut } from "@/lib/auth/sign-out";
import { jsonRoute } from "@/lib/http/json-route";
import { assertSameOrigin } from "@/lib/http/same-origin";

export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  return jsonRoute(z.object({ isSignedIn: z.boolean() }), async () => {
    assertSameOrigin(request);
    await signOut(await requireViewer(), request.headers);
    return { isSignedIn: false };
  });
}

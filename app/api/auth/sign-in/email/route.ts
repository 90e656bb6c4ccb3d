import * as z from "zod";
import { signIn } from "@/lib/auth/sign-in";
import { signInSchema } from "@/lib/contracts/person";
import { clientAddress } from "@/lib/http/client-address";
import { jsonRoute, parseInput } from "@/lib/http/json-route";
import { readJson } from "@/lib/http/read-body";
import { assertSameOrigin } from "@/lib/http/same-origin";

export const dynamic = "force-dynamic";

/** Signs a program in that keeps cookies; people use the page. */
export async function POST(request: Request): Promise<Response> {
  return jsonRoute(z.object({ isSignedIn: z.boolean() }), async () => {
    assertSameOrigin(request);
    await signIn(parseInput(signInSchema, await readJson(request)), clientAddress(request.headers));
    return { isSignedIn: true };
  });
}

import { type NextRequest, NextResponse } from "next/server";
import { PAGE_PATH_HEADER } from "@/lib/domain/page-path";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { UNHANDLED_METHOD } from "@/lib/http/node-server-guards";

/**
 * Gives each page its own nonce for scripts and tells it at which path it stands. Who may see it is decided where it is
 * made, not here.
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.method === UNHANDLED_METHOD) {
    return new NextResponse(null, { status: 405, headers: { allow: "GET, HEAD, POST" } });
  }
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(PAGE_PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static/|_next/image|icon\\.svg$).*)"] };

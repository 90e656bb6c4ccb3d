import "server-only";
import { environment, isProduction } from "@/lib/env";

/**
 * What a page of ours may load and run: its own scripts by nonce and what those load, nothing of anybody else's.
 * Styles may stand inline: positions are computed, and libraries insert theirs.
 */
export function contentSecurityPolicy(nonce: string): string {
  const isHttps = environment().PUBLIC_BASE_URL?.startsWith("https://") ?? false;
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isProduction() ? "" : " 'unsafe-eval'"}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isProduction() ? "" : " ws:"}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    ...(isHttps && isProduction() ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

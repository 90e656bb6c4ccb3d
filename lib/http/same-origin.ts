import "server-only";
import { AppError } from "@/lib/domain/app-error";

/**
 * Throws `forbidden` for a request that another site's page made a browser send. Programs send neither header; what
 * they may do is decided by their token.
 */
export function assertSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const isForeignSite = site !== null && site !== "same-origin" && site !== "none";
  const isForeignOrigin = origin !== null && hostOf(origin) !== request.headers.get("host");
  if (isForeignSite || (site === null && isForeignOrigin)) {
    throw new AppError("forbidden", "Another site's page may not ask this.");
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { roleSchema } from "@/lib/contracts/person";
import { AppError } from "@/lib/domain/app-error";
import { PAGE_PATH_HEADER } from "@/lib/domain/page-path";
import { assertCan, type Permission } from "@/lib/domain/permissions";
import { safeReturnPath } from "@/lib/domain/return-path";
import type { Viewer } from "@/lib/domain/viewer";
import { findTokenViewer } from "@/lib/services/api-tokens";
import { auth } from "./auth";

/** Who signed in with this browser; null when nobody did, or the session was ended. */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  return findSessionViewer(await headers());
});

/** Who a request's session cookie stands for; null when it stands for nobody. */
export async function findSessionViewer(requestHeaders: Headers): Promise<Viewer | null> {
  // Without a cookie the database is not asked.
  if (!requestHeaders.get("cookie")?.includes("milepost.")) return null;
  const found = await auth().api.getSession({ headers: requestHeaders });
  if (!found) return null;
  const { id, name, role } = found.user;
  return { id, name, role: roleSchema.parse(role) };
}

/**
 * Who is asking: a person by session or, outside pages and actions, a program by API token. Without one, a page leads
 * to sign-in and back; everything else throws `unauthorized`. Throws `forbidden` without the permission.
 */
export async function requireViewer(permission?: Permission): Promise<Viewer> {
  const viewer = await findAsker();
  if (permission) assertCan(viewer, permission);
  return viewer;
}

async function findAsker(): Promise<Viewer> {
  const requestHeaders = await headers();
  const pagePath = requestHeaders.get(PAGE_PATH_HEADER);
  const isAction = requestHeaders.has("next-action");
  const authorization = requestHeaders.get("authorization");
  if (authorization !== null && pagePath === null && !isAction) {
    const viewer = await findTokenViewer(bearerOf(authorization));
    if (viewer) return viewer;
    throw new AppError("unauthorized", "This API token is not valid, or was revoked.");
  }
  const viewer = await findViewer();
  if (viewer) return viewer;
  if (pagePath !== null && !isAction) {
    redirect(`/sign-in?next=${encodeURIComponent(safeReturnPath(pagePath))}`);
  }
  throw new AppError("unauthorized", "You are not signed in, or were signed out. Sign in again.");
}

/** Whether who opened a long answer may still hear it, with the same rights. */
export async function isStillSignedIn(viewer: Viewer, requestHeaders: Headers): Promise<boolean> {
  const now =
    viewer.via === "token"
      ? await findTokenViewer(bearerOf(requestHeaders.get("authorization") ?? ""))
      : await findSessionViewer(requestHeaders);
  return now?.id === viewer.id && now.role === viewer.role;
}

function bearerOf(authorization: string): string {
  return /^bearer (\S+)$/i.exec(authorization)?.[1] ?? "";
}

import "server-only";
import type { ShellInfo } from "@/lib/contracts/session";
import { database } from "@/lib/db/prisma";
import { countRefusedSince } from "@/lib/db/refused-callbacks";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";

const DAY_MS = 86_400_000;

/** Where this Milepost runs, for the shell around every page. */
export async function getShellInfo(
  _viewer: Viewer,
  now = new Date(),
): Promise<Omit<ShellInfo, "theme">> {
  const env = environment();
  return {
    mode: env.mode,
    accountLast4: (env.TWILIO_ACCOUNT_SID ?? "").slice(-4),
    isLiveAvailable: env.canListen,
    refusedCount: await countRefusedSince(database(), new Date(now.getTime() - DAY_MS)),
  };
}

/** Called by Next.js once in each server process, before it takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { guardNodeServer } = await import("@/lib/http/node-server-guards");
  guardNodeServer();
}

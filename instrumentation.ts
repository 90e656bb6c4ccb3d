/** Called by Next.js once in each server process, before it takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { keepTraceFromNextJs } = await import("@/lib/http/unhandled-method");
  keepTraceFromNextJs();
}

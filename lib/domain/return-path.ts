const HERE = "http://here.invalid";

/**
 * The path of this site that an untrusted text names, with its query; `fallback` for everything else: another site,
 * a scheme, a network path (`//host`, `/\host`), control characters, sign-in itself.
 */
export function safeReturnPath(text: string | undefined, fallback = "/messages"): string {
  if (!text?.startsWith("/") || text.length > 2_000 || !URL.canParse(text, HERE)) return fallback;
  const url = new URL(text, HERE);
  if (url.origin !== HERE || url.pathname.startsWith("//")) return fallback;
  if (/^\/(sign-in|set-up|invitation|api)(\/|$)/.test(url.pathname)) return fallback;
  return url.pathname + url.search;
}

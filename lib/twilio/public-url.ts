import "server-only";

/** Where Twilio reaches this server: `https://host[:port]` and the path in front of our own. */
export type PublicBaseUrl = { origin: string; pathPrefix: string };

/** The raw parts of a request target, exactly as received. `query` is without its `?`. */
export type RequestTarget = { origin: string | null; path: string; query: string | null };

/** The path at which status callbacks come in. */
export const STATUS_CALLBACK_PATH = "/api/webhooks/twilio/message-status";

/**
 * Reads PUBLIC_BASE_URL; null unless it is an absolute http(s) address with a host. Scheme, host
 * and port stay as written, since the callback URLs given to Twilio are written from them. User and
 * password are dropped, as Twilio drops them before signing a messaging callback; so are a query, a
 * fragment and slashes at the end.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function parsePublicBaseUrl(value: string): PublicBaseUrl | null {
  const match = /^(https?:\/\/)([^/?#\\\s]+)([^?#\s]*)/i.exec(value.trim());
  if (!match || !URL.canParse(value.trim())) return null;
  const [, scheme = "", authority = "", path = ""] = match;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  if (host === "") return null;
  return { origin: scheme + host, pathPrefix: withoutSlashesAtEnd(path) };
}

/**
 * Splits a raw request target: origin-form (`/path?query`) or absolute-form (`http://host/path`).
 * Nothing is decoded or encoded; a fragment, which Twilio never sends, is dropped. Throws nothing.
 */
export function parseRequestTarget(rawTarget: string): RequestTarget {
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(rawTarget)?.[0] ?? null;
  const [rest = ""] = rawTarget.slice(origin?.length ?? 0).split("#", 1);
  const queryStart = rest.indexOf("?");
  const path = queryStart === -1 ? rest : rest.slice(0, queryStart);
  return {
    origin,
    path: path.startsWith("/") ? path : `/${path}`,
    query: queryStart === -1 ? null : rest.slice(queryStart + 1),
  };
}

/**
 * Composes the URL that Twilio signed from the public address and the raw request target. The path
 * prefix is put back when a proxy has stripped it, and not doubled when it has not. Throws nothing.
 */
export function composeSignedUrl(base: PublicBaseUrl, rawTarget: string): string {
  const { path, query } = parseRequestTarget(rawTarget);
  const prefix = hasPathPrefix(path, base.pathPrefix) ? "" : base.pathPrefix;
  return base.origin + prefix + path + (query === null ? "" : `?${query}`);
}

/**
 * Whether a raw path still carries the public prefix. Our own path, bare, never does, although a
 * prefix such as `/api` happens to begin it.
 */
export function hasPathPrefix(path: string, pathPrefix: string): boolean {
  if (withoutSlashesAtEnd(path) === STATUS_CALLBACK_PATH) return pathPrefix === "";
  return path === pathPrefix || path.startsWith(`${pathPrefix}/`);
}

function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}

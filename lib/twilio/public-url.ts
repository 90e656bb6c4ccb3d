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

/** Names in lower case, as Node's `IncomingHttpHeaders` has them. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export type OriginGuess = { label: string; origin: string };
export type PathGuess = {
  label: string;
  path: string;
  /** The query that came with this path; undefined: the one received. */
  query?: string;
  /** The prefix of PUBLIC_BASE_URL that makes this path; null when none can. */
  pathPrefix: string | null;
};
export type QueryGuess = { label: string; query: string | null };

/** Each list begins with what is configured or received, under the label "". */
export type AddressGuesses = {
  origins: readonly OriginGuess[];
  paths: readonly PathGuess[];
  queries: readonly QueryGuess[];
};

const MAX_ORIGIN_GUESSES = 40;
const MAX_DROPPED_PARAMETERS = 6;

/**
 * Lists what Twilio may have been given as the address of a request, the likeliest first: other
 * schemes, hosts, ports, prefixes, slashes and query encodings, from the configuration and from what
 * proxies note in headers. For explaining a refusal only: headers are anybody's word. The lists are
 * short whatever the input; they are empty of origins when neither base nor headers name a host.
 * Throws nothing.
 */
export function guessAddresses(
  base: PublicBaseUrl | null,
  rawTarget: string,
  headers: RequestHeaders,
): AddressGuesses {
  const target = parseRequestTarget(rawTarget);
  return {
    origins: guessOrigins(base, target, headers),
    paths: guessPaths(base?.pathPrefix ?? "", target, headers),
    queries: guessQueries(target.query),
  };
}

type HostSource = { label: string; host: string; port: string; schemes: readonly string[] };

function guessOrigins(
  base: PublicBaseUrl | null,
  target: RequestTarget,
  headers: RequestHeaders,
): OriginGuess[] {
  const forwarded = headerList(headers, "forwarded");
  const protocols = [
    ...headerList(headers, "x-forwarded-proto"),
    ...forwarded.flatMap((element) => forwardedValue(element, "proto")),
    "https",
    "http",
  ].map((protocol) => protocol.toLowerCase());
  const schemes = unique(protocols.filter((word) => word === "https" || word === "http"));
  const configuredScheme = base?.origin.split(":")[0]?.toLowerCase() ?? "https";
  const named = (label: string, hosts: readonly string[]) =>
    hosts.flatMap((host) => toHostSource(label, host, schemes));
  const sources = [
    ...(base
      ? toHostSource(
          "",
          base.origin.replace(/^.*:\/\//, ""),
          unique([configuredScheme, ...schemes]),
        )
      : []),
    ...named("as forwarded", headerList(headers, "x-forwarded-host")),
    ...named(
      "as forwarded",
      forwarded.flatMap((element) => forwardedValue(element, "host")),
    ),
    ...named("as forwarded", headerList(headers, "x-original-host")),
    ...named("Host header", headerList(headers, "host")),
    ...named("request line", target.origin ? [target.origin.replace(/^.*:\/\//, "")] : []),
  ];

  const otherPorts = [
    ...headerList(headers, "x-forwarded-port").filter((port) => /^\d{1,5}$/.test(port)),
    ...sources.slice(0, 1).map((configured) => configured.port),
  ];
  const guesses: OriginGuess[] = base ? [{ label: "", origin: base.origin }] : [];
  const add = (source: HostSource, scheme: string, port: string) => {
    const origin = `${scheme}://${source.host}${port && `:${port}`}`;
    const schemeLabel = scheme === "http" ? "plain http" : "https";
    const portLabel = port === "" ? "without the port" : "with the port";
    const label = [
      source.label,
      scheme === source.schemes[0] ? "" : schemeLabel,
      port === source.port ? "" : portLabel,
    ];
    guesses.push({ label: label.filter(Boolean).join(", "), origin });
  };
  for (const source of sources) {
    for (const scheme of source.schemes) add(source, scheme, source.port);
  }
  for (const source of sources) {
    for (const scheme of source.schemes) {
      const defaultPort = scheme === "http" ? "80" : "443";
      for (const port of unique(["", ...otherPorts, defaultPort])) {
        if (port !== source.port) add(source, scheme, port);
      }
    }
  }
  return uniqueBy(guesses, (guess) => guess.origin).slice(0, MAX_ORIGIN_GUESSES);
}

function guessPaths(
  pathPrefix: string,
  target: RequestTarget,
  headers: RequestHeaders,
): PathGuess[] {
  const { path } = target;
  const isPrefixed = hasPathPrefix(path, pathPrefix);
  const composed = isPrefixed ? path : pathPrefix + path;
  const bare = isPrefixed ? path.slice(pathPrefix.length) || "/" : path;
  const guesses: PathGuess[] = [
    { label: "", path: composed, pathPrefix },
    composed.endsWith("/")
      ? { label: "no slash at the end", path: composed.slice(0, -1), pathPrefix }
      : { label: "slash at the end", path: `${composed}/`, pathPrefix },
    { label: "without the prefix", path: bare, pathPrefix: "" },
  ];
  for (const value of headerList(headers, "x-forwarded-prefix")) {
    const prefix = withoutSlashesAtEnd(value.startsWith("/") ? value : `/${value}`);
    guesses.push({ label: "with the forwarded prefix", path: prefix + bare, pathPrefix: prefix });
  }
  for (const name of ORIGINAL_TARGET_HEADERS) {
    const value = headerText(headers, name);
    if (value === "") continue;
    const original = parseRequestTarget(value);
    guesses.push({
      label: "original path",
      path: original.path,
      query: original.query ?? undefined,
      pathPrefix: original.path.endsWith(bare) ? original.path.slice(0, -bare.length) : null,
    });
  }
  guesses.push(
    { label: "with the prefix twice", path: pathPrefix + composed, pathPrefix: null },
    { label: "with a doubled slash", path: `/${composed}`, pathPrefix: null },
  );
  return uniqueBy(guesses, (guess) => `${guess.path}?${guess.query}`);
}

/** Where proxies note the target they received before they rewrote it. */
const ORIGINAL_TARGET_HEADERS = [
  "x-original-uri",
  "x-original-url",
  "x-forwarded-uri",
  "x-rewrite-url",
  "x-envoy-original-path",
];

function guessQueries(query: string | null): QueryGuess[] {
  if (query === null) {
    return [
      { label: "", query },
      { label: "question mark at the end", query: "" },
    ];
  }
  const parameters = query.split("&");
  const guesses: QueryGuess[] = [
    { label: "", query },
    { label: "without the query", query: null },
    { label: "query with %20 for +", query: query.replaceAll("+", "%20") },
    { label: "query with + for %20", query: query.replaceAll("%20", "+") },
    { label: "query with ' for %27", query: query.replaceAll("%27", "'") },
    { label: "query with %27 for '", query: query.replaceAll("'", "%27") },
    { label: "query decoded", query: decode(query) },
    { label: "query encoded again", query: new URLSearchParams(query).toString() },
    {
      label: "query with lower-case escapes",
      query: withEscapes(query, (hex) => hex.toLowerCase()),
    },
    {
      label: "query with upper-case escapes",
      query: withEscapes(query, (hex) => hex.toUpperCase()),
    },
    { label: "query escaped twice", query: query.replaceAll("%", "%25") },
    ...otherOrders(parameters).map((order) => ({
      label: "query in another order",
      query: order.join("&"),
    })),
    ...parameters.slice(0, MAX_DROPPED_PARAMETERS).map((_, index) => ({
      label: "query with one parameter less",
      query: parameters.filter((_, other) => other !== index).join("&") || null,
    })),
  ];
  return uniqueBy(guesses, (guess) => String(guess.query));
}

function otherOrders(parameters: readonly string[]): string[][] {
  const [a = "", b = "", c = ""] = parameters;
  if (parameters.length === 3) {
    return [
      [a, c, b],
      [b, a, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ];
  }
  return [[...parameters].sort(), [...parameters].reverse()];
}

function decode(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}

function withEscapes(query: string, change: (hex: string) => string): string {
  return query.replace(/%[0-9a-f]{2}/gi, change);
}

function headerText(headers: RequestHeaders, name: string): string {
  const value = headers[name] ?? "";
  return typeof value === "string" ? value.trim() : value.slice(0, 4).join(",");
}

/** The first two and the last entry of a list header, read within its first 1000 characters. */
function headerList(headers: RequestHeaders, name: string): string[] {
  const entries = headerText(headers, name)
    .slice(0, 1000)
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  return unique([...entries.slice(0, 2), ...entries.slice(-1)]);
}

/** One value of an RFC 7239 element such as `for=10.0.0.1;host="example.com";proto=https`. */
function forwardedValue(element: string, name: string): string[] {
  return element.split(";").flatMap((pair) => {
    const [key = "", value = ""] = pair.split("=", 2);
    return key.trim().toLowerCase() === name ? [value.trim().replace(/^"|"$/g, "")] : [];
  });
}

function toHostSource(label: string, authority: string, schemes: readonly string[]): HostSource[] {
  const match = /^([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::(\d{1,5}))?$/i.exec(authority);
  return match ? [{ label, host: match[1] ?? "", port: match[2] ?? "", schemes }] : [];
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function uniqueBy<T>(items: readonly T[], toKey: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = toKey(item);
    return !seen.has(key) && seen.add(key);
  });
}

function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}

import { type CallbackUrlProblem, callbackUrlProblems } from "./callback-url-problems";

/** Source: https://www.twilio.com/docs/api/errors/21609 */
export const maxCallbackUrlCharacters = 4000;

export type CallbackUrlCheck =
  | { ok: true; url: string }
  | { ok: false; problems: CallbackUrlProblem[] };

/**
 * Tells whether Twilio would take `url` as a StatusCallback, with one sentence for each fault.
 * `live` adds that Twilio itself, out in the internet, must be able to reach the host. The URL is
 * handed back exactly as it came. Never throws.
 * Source: https://www.twilio.com/docs/api/errors/21609 and
 * https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export function checkCallbackUrl(url: string, { live }: { live: boolean }): CallbackUrlCheck {
  const problems = callbackUrlProblems(url, { live });
  if (url.length > maxCallbackUrlCharacters) {
    problems.push({
      fault: "too_long",
      message: `The URL has ${url.length} characters. Twilio takes at most ${maxCallbackUrlCharacters}.`,
    });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, url };
}

/**
 * What keeps `text` from being the base that callback URLs are built on, as sentences about
 * PUBLIC_BASE_URL; an empty list when nothing does. Local addresses are fine here: the simulator
 * uses them.
 */
export function checkPublicBaseUrl(text: string): string[] {
  const sentences = callbackUrlProblems(text, { live: false }).map(({ message }) =>
    message.replace(/^The URL/, "PUBLIC_BASE_URL"),
  );
  if (text.includes("?")) sentences.push("PUBLIC_BASE_URL must not have a query (from ? on).");
  if (text.includes("#")) sentences.push("PUBLIC_BASE_URL must not have a fragment (from # on).");
  return sentences;
}

export type StatusCallbackParts = {
  /** May end in a slash and may have a path of its own. */
  publicBaseUrl: string;
  path: string;
  messageId: string;
  /** Such as `rc=5&rp=all`; empty for Twilio's defaults. */
  overrides: string;
};

/**
 * The StatusCallback of one message: base, path, our own id in the query, and the connection
 * overrides in the fragment, which Twilio neither sends nor signs.
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function buildStatusCallbackUrl(parts: StatusCallbackParts): string {
  const base = parts.publicBaseUrl.replace(/\/+$/, "");
  const path = parts.path.replace(/^\/*/, "/");
  const query = `?message=${encodeURIComponent(parts.messageId)}`;
  const fragment = parts.overrides === "" ? "" : `#${parts.overrides}`;
  return `${base}${path}${query}${fragment}`;
}

const retryPolicies: readonly string[] = ["4xx", "5xx", "ct", "rt", "all"];
const edges: readonly string[] = [
  "ashburn",
  "dublin",
  "frankfurt",
  "sao-paulo",
  "singapore",
  "sydney",
  "tokyo",
  "umatilla",
].flatMap((edge) => [edge, `${edge}-ix`]);

const numberRanges = {
  ct: { min: 100, max: 10_000 },
  rt: { min: 100, max: 15_000 },
  tt: { min: 100, max: 15_000 },
  rc: { min: 0, max: 5 },
} as const;

/** `ct`, `rt` and `tt` are milliseconds, `rc` is a count. Absent: Twilio's default. */
export type ConnectionOverrides = {
  ct?: number;
  rt?: number;
  tt?: number;
  rc?: number;
  rp?: string[];
  sni?: "y" | "n";
  e?: string[];
};

export type ConnectionOverridesCheck =
  | { ok: true; overrides: ConnectionOverrides }
  | { ok: false; faults: string[] };

/**
 * Reads the text that stands after `#` in a webhook URL, such as `rc=5&rp=all`: its values, or one
 * sentence for each fault. Empty text means no overrides. Never throws.
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function parseConnectionOverrides(text: string): ConnectionOverridesCheck {
  const overrides: ConnectionOverrides = {};
  const faults: string[] = [];
  const seenKeys = new Set<string>();

  for (const pair of text === "" ? [] : text.split("&")) {
    const [key = "", ...rest] = pair.split("=");
    const reading = seenKeys.has(key) ? `${key} is given twice.` : read(key, rest.join("="));
    seenKeys.add(key);
    if (typeof reading === "string") faults.push(reading);
    else Object.assign(overrides, reading);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, overrides };
}

function read(key: string, value: string): ConnectionOverrides | string {
  switch (key) {
    case "ct":
    case "rt":
    case "tt":
    case "rc":
      return readNumber(key, value);
    case "rp":
      return readList(key, value, retryPolicies);
    case "e":
      return readList(key, value, edges);
    case "sni":
      return value === "y" || value === "n"
        ? { sni: value }
        : `sni must be y or n, not "${value}".`;
    default:
      return `"${key}" is not a connection override. Twilio knows ct, rt, tt, rc, rp, sni and e.`;
  }
}

function readNumber(key: keyof typeof numberRanges, value: string): ConnectionOverrides | string {
  const { min, max } = numberRanges[key];
  const isInRange = /^\d{1,6}$/.test(value) && Number(value) >= min && Number(value) <= max;
  if (isInRange) return { [key]: Number(value) };
  const unit = key === "rc" ? "" : " milliseconds";
  return `${key} must be a whole number from ${min} to ${max}${unit}, not "${value}".`;
}

function readList(key: "rp" | "e", value: string, allowed: readonly string[]) {
  const items = value.split(",");
  const stranger = items.find((item) => !allowed.includes(item));
  if (stranger === undefined) return { [key]: items };
  return `${key} must be a list of ${allowed.join(", ")}, not "${stranger}".`;
}

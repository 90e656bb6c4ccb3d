import { type ConnectionOverrides, parseConnectionOverrides } from "./connection-overrides";

/** A StatusCallback URL taken apart for the wire. */
export type CallbackTarget = {
  isSecure: boolean;
  hostname: string;
  port: number | undefined;
  /** `Host` header: host name and the port as written. */
  host: string;
  /** Request target: path and query as written. */
  path: string;
  /** `user:password`, decoded, when the URL has it. */
  userInfo: string | undefined;
  /** What is signed: no fragment, no user and password, port as written. */
  signedUrl: string;
  overrides: ConnectionOverrides;
};

const urlPattern = /^(https?):\/\/(?:([^/?#@]*)@)?(\[[^\]]+\]|[^/?#:]+)(:\d+)?([^#]*)(?:#(.*))?$/is;

/**
 * Twilio signs the URL exactly as configured, without fragment and user info, so the parts are cut
 * out of the text and never rebuilt. Only what may not stand in a request line is escaped.
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function parseCallbackTarget(url: string): CallbackTarget {
  const match = urlPattern.exec(url);
  if (!match) throw new Error(`not an absolute http(s) URL: ${url}`);
  const [, scheme = "", userInfo, hostname = "", port = "", rest = "", fragment = ""] = match;
  const escaped = rest.replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
  const path = escaped.startsWith("/") ? escaped : `/${escaped}`;
  return {
    isSecure: scheme.toLowerCase() === "https",
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port: port ? Number(port.slice(1)) : undefined,
    host: `${hostname}${port}`,
    path,
    userInfo: userInfo ? decodeURIComponent(userInfo) : undefined,
    signedUrl: `${scheme}://${hostname}${port}${path}`,
    overrides: parseConnectionOverrides(fragment),
  };
}

/**
 * Why Twilio would refuse this StatusCallback with 21609, or null. Unlike Twilio, the simulator
 * accepts hosts that only this machine can reach.
 * Source: https://www.twilio.com/docs/api/errors/21609
 */
export function callbackUrlProblem(url: string): string | null {
  if (url.length > 4000) return "longer than 4000 characters";
  if (/\s/.test(url)) return "contains white space";
  const match = urlPattern.exec(url);
  if (!match || !URL.canParse(url)) return "not an absolute http or https URL";
  if (/%(?![\da-f]{2})/i.test(match[2] ?? "")) return "user and password are not encoded";
  const hostname = match[3] ?? "";
  if (hostname.includes("_")) return "underscore in the host name";
  if (!hostname.startsWith("[") && !/^[\p{L}\p{N}.-]+$/u.test(hostname)) return "invalid host name";
  if (Number(match[4]?.slice(1) ?? 1) === 0) return "invalid port";
  return null;
}

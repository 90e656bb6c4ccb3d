import "server-only";
import { parse, stringify } from "node:querystring";

const AUTHORITY = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)/i;

/**
 * The forms of an address that Twilio's helper library takes for the same when it validates a request: with and
 * without the port, as written and as `new URL` writes it, its query also as Node's `querystring` does. Each once, the
 * likeliest first: the helper computes six signatures where mostly two forms differ. A test holds it against the
 * helper. Throws TypeError for what is no address.
 * https://github.com/twilio/twilio-node/blob/main/src/webhooks/webhooks.ts
 */
export function listSignedUrlForms(url: string): string[] {
  const normalized = new URL(url).href;
  const [bare, ported] = [withoutPort(normalized), withPort(normalized)];
  return [
    ...new Set([
      withoutPort(url),
      withPort(url),
      bare,
      ported,
      withLegacyQuery(bare),
      withLegacyQuery(ported),
    ]),
  ];
}

function withPort(url: string): string {
  const [prefix = "", scheme = "", authority = ""] = AUTHORITY.exec(url) ?? [];
  if (prefix === "" || portStart(authority) !== -1) return url;
  const port = scheme.toLowerCase() === "https://" ? ":443" : ":80";
  return prefix + port + url.slice(prefix.length);
}

function withoutPort(url: string): string {
  const [prefix = "", scheme = "", authority = ""] = AUTHORITY.exec(url) ?? [];
  const start = portStart(authority);
  return start === -1 ? url : scheme + authority.slice(0, start) + url.slice(prefix.length);
}

/** Where the port begins: a colon after user information and after the bracket of an IPv6 address. */
function portStart(authority: string): number {
  const hostStart = authority.lastIndexOf("@") + 1;
  return authority.indexOf(":", Math.max(hostStart, authority.lastIndexOf("]") + 1));
}

function withLegacyQuery(url: string): string {
  const start = url.indexOf("?");
  if (start === -1 || start === url.length - 1) return url;
  return `${url.slice(0, start)}?${stringify(parse(url.slice(start + 1)))}`;
}

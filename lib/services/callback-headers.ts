import "server-only";

const KEPT = new Set([
  "host",
  "content-type",
  "content-length",
  "user-agent",
  "accept",
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-prefix",
  "x-forwarded-proto",
  "x-home-region",
  "x-original-uri",
  "x-original-url",
  "x-real-ip",
]);

const MAX_HEADERS = 40;
const MAX_VALUE_LENGTH = 1_024;

/**
 * The headers worth keeping of a callback: Twilio's own and those that tell how it travelled. Cookies and
 * authorization are never kept; long values are cut.
 */
export function keepHeaders(
  headers: ReadonlyArray<readonly [string, string]>,
): [name: string, value: string][] {
  const kept: [string, string][] = [];
  for (const [header, value] of headers) {
    const name = header.toLowerCase();
    if (!KEPT.has(name) && !/^[xi]-twilio-/.test(name)) continue;
    if (kept.length === MAX_HEADERS) break;
    kept.push([name, value.slice(0, MAX_VALUE_LENGTH)]);
  }
  return kept;
}

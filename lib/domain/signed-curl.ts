export type RecordedRequest = {
  /** What Twilio was given as StatusCallback, if that is known; its fragment is for Twilio alone. */
  statusCallback: string | null;
  /** As received: `[name, value]`, names in lower case. */
  headers: readonly (readonly [string, string])[];
  /** Without its `?`. */
  query: string;
  rawBody: string;
};

const CALLBACK_PATH = "/api/webhooks/twilio/message-status";
const REPLAYED_HEADERS = ["content-type", "x-twilio-signature", "i-twilio-idempotency-token"];

/**
 * A cURL command for a POSIX shell that repeats a recorded callback with its signature. The address is the one
 * Twilio was told; without it, the one that the proxy in front of us saw. Null when the signature was not kept.
 */
export function toSignedCurl(request: RecordedRequest): string | null {
  const header = (name: string) => request.headers.find(([known]) => known === name)?.[1];
  if (header("x-twilio-signature") === undefined) return null;
  const lines = [`curl -X POST ${quote(addressOf(request, header))}`];
  for (const name of REPLAYED_HEADERS) {
    const value = header(name);
    if (value !== undefined) lines.push(`-H ${quote(`${name}: ${value}`)}`);
  }
  lines.push(`--data-raw ${quote(request.rawBody)}`);
  return lines.join(" \\\n  ");
}

function addressOf(
  { statusCallback, query }: RecordedRequest,
  header: (name: string) => string | undefined,
): string {
  if (statusCallback !== null) return statusCallback.replace(/#.*$/s, "");
  const host = header("x-forwarded-host") ?? header("host") ?? "localhost";
  const isLocal = /^(localhost|127\.|\[::1\])/.test(host);
  const scheme = header("x-forwarded-proto")?.split(",")[0]?.trim() ?? (isLocal ? "http" : "https");
  return `${scheme}://${host}${CALLBACK_PATH}${query === "" ? "" : `?${query}`}`;
}

/** Within single quotes a shell reads everything as it stands, but the quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

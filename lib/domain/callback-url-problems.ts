import { whyUnreachable } from "./unreachable-host";

export type CallbackUrlFault =
  | "has_whitespace"
  | "not_encoded"
  | "not_absolute"
  | "not_http"
  | "no_host"
  | "underscore_in_host"
  | "unreachable_host"
  | "has_credentials"
  | "too_long";

export type CallbackUrlProblem = { fault: CallbackUrlFault; message: string };

/**
 * What is wrong with `url` as an address that Twilio is to call, one sentence for each fault; an
 * empty list when nothing is. `live` adds whether its host can be reached from the internet.
 */
export function callbackUrlProblems(
  url: string,
  { live }: { live: boolean },
): CallbackUrlProblem[] {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
  const characters = problemsOfCharacters(url);
  if (scheme === undefined) {
    const message = "The URL must be absolute: begin with https:// and a host name.";
    return [...characters, { fault: "not_absolute", message }];
  }
  if (scheme !== "https" && scheme !== "http") {
    const message = `The URL must begin with https:// or http://, not ${scheme}://.`;
    return [...characters, { fault: "not_http", message }];
  }
  return [...characters, ...problemsOfHost(url, { live })];
}

function problemsOfCharacters(url: string): CallbackUrlProblem[] {
  if (/[\s\p{Cc}]/u.test(url)) {
    const message = "The URL must not contain blanks, line breaks or control characters.";
    return [{ fault: "has_whitespace", message }];
  }
  // RFC 3986: anything else has to be percent-encoded.
  const stray = /[^A-Za-z0-9_\-.~:/?#[\]@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})/u.exec(url)?.[0];
  if (stray === undefined) return [];
  const message = `The URL must be percent-encoded: it contains "${stray}".`;
  return [{ fault: "not_encoded", message }];
}

function problemsOfHost(url: string, { live }: { live: boolean }): CallbackUrlProblem[] {
  const problems: CallbackUrlProblem[] = [];
  const authority = /:\/\/([^/?#\\]*)/.exec(url)?.[1] ?? "";
  if (authority.includes("@")) {
    const message = "The URL must not contain a user name or password.";
    problems.push({ fault: "has_credentials", message });
  }

  const hostname = authority === "" ? undefined : hostnameOf(url);
  const hasUnderscore = hostname?.includes("_") ?? false;
  if (hostname === undefined || (!hasUnderscore && !isHostName(hostname))) {
    problems.push({ fault: "no_host", message: "The URL must have a valid host name." });
    return problems;
  }
  if (hasUnderscore) {
    const message = `The URL must not have an underscore in its host name: Twilio does not accept ${hostname}.`;
    problems.push({ fault: "underscore_in_host", message });
  }
  const reason = live ? whyUnreachable(hostname) : null;
  if (reason !== null) {
    const message = `Twilio cannot reach the URL from the internet: ${reason}. Set PUBLIC_BASE_URL to a public address.`;
    problems.push({ fault: "unreachable_host", message });
  }
  return problems;
}

function hostnameOf(url: string): string | undefined {
  try {
    return new URL(url).hostname;
  } catch {
    return undefined;
  }
}

/** `new URL` also takes hosts that DNS does not allow. */
function isHostName(hostname: string): boolean {
  if (/^\[[0-9a-f:.]+\]$/.test(hostname)) return true;
  const name = hostname.replace(/\.$/, "");
  return (
    name.length <= 253 &&
    name.split(".").every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label))
  );
}

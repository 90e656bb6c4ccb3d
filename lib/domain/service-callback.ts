/** Where a Messaging Service's own status callback leads. */
export type ServiceCallbackVerdict = "here" | "elsewhere" | "none";

/**
 * Whether the status callback that is set on a Messaging Service leads to our own door. Scheme and host are compared
 * without regard to case, the path as it stands; query and fragment may differ. Never throws.
 */
export function judgeServiceCallback(
  statusCallback: string | null,
  ourAddress: string | null,
): ServiceCallbackVerdict {
  if (!statusCallback) return "none";
  if (ourAddress === null) return "elsewhere";
  return placeOf(statusCallback) === placeOf(ourAddress) ? "here" : "elsewhere";
}

function placeOf(address: string): string {
  const [withoutQuery = ""] = address.split(/[?#]/, 1);
  if (!URL.canParse(withoutQuery)) return address;
  const { origin, pathname } = new URL(withoutQuery);
  return origin + pathname.replace(/\/+$/, "");
}

/** A place in the list of messages. `createdAt`: ISO, UTC, microseconds. */
export type MessagePosition = { createdAt: string; id: string };

export type CursorDirection = "olderThan" | "newerThan";

const KINDS = { olderThan: "o", newerThan: "n" } as const;

const POSITION = /^([on])\|(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\|(msg_[0-9A-Z]{26})$/;

/** The cursor of the page on one side of a row, the same whoever writes it: the server, or a page that follows live. */
export function encodeMessageCursor(
  direction: CursorDirection,
  { createdAt, id }: MessagePosition,
): string {
  const base64 = btoa(`${KINDS[direction]}|${createdAt}|${id}`);
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Null: not a cursor of ours. */
export function decodeMessageCursor(
  cursor: string,
): { direction: CursorDirection; at: MessagePosition } | null {
  const text = fromBase64Url(cursor);
  const [, kind, createdAt, id] = POSITION.exec(text) ?? [];
  if (!createdAt || !id || Number.isNaN(Date.parse(createdAt))) return null;
  return { direction: kind === "o" ? "olderThan" : "newerThan", at: { createdAt, id } };
}

function fromBase64Url(text: string): string {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}

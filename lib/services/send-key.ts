import "server-only";
import { createHash } from "node:crypto";

/** The send key of one part of a deed: the same for the same key and part, as a UUID (version 8). Throws nothing. */
export function derivedSendKey(sendKey: string, part: string): string {
  const hex = createHash("sha256").update(`${sendKey} ${part}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

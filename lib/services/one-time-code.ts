import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** A code that nobody can guess (256 bits, URL-safe), and the hash by which it is known again. */
export function newOneTimeCode(): { code: string; codeHash: string } {
  const code = randomBytes(32).toString("base64url");
  return { code, codeHash: hashCode(code) };
}

/** SHA-256 in hex. Enough for what has 256 random bits; passwords are hashed slowly, elsewhere. */
export function hashCode(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}

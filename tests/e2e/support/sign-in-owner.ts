import { writeFileSync } from "node:fs";

export const OWNER = { email: "owner@example.com", password: "correct horse battery" };

/** Signs the owner in and keeps the session as Playwright's storage state. */
export async function signInOwner(baseUrl: string, file: string): Promise<void> {
  const answer = await fetch(`${baseUrl}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(OWNER),
  });
  if (!answer.ok) throw new Error(`Signing the owner in answered ${answer.status}.`);
  const cookies = answer.headers.getSetCookie().map((line) => {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    return {
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
      domain: "127.0.0.1",
      path: "/",
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: "Lax" as const,
    };
  });
  writeFileSync(file, JSON.stringify({ cookies, origins: [] }));
}

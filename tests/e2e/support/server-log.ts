import type { ChildProcess } from "node:child_process";

/** What must never stand in a log line, by what it is. */
const NEVER: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a phone number", /(\+|%2B)[1-9]\d{7,14}\b/i],
  ["an email address", /[\w.+-]+@[\w-]+\.[a-z]{2,}/i],
  ["an API token", /milepost_[\w-]{20}/],
  ["a cookie or an authorization", /\b(bearer|basic) [\w+/=.-]{16}|set-cookie|milepost\.session/i],
  ["a signature", /x-twilio-signature/i],
  ["a database password", /postgres(ql)?:\/\/[^\s:]+:[^\s@]+@/],
];

export type ServerLog = {
  /** Throws with the lines that hold what no log may hold. Lines themselves are shown with it taken out. */
  assertClean(secrets: readonly string[], texts: readonly string[]): void;
};

/** Hears everything a server writes, and passes it on. */
export function readServerLog(server: ChildProcess): ServerLog {
  let written = "";
  for (const [stream, onto] of [
    [server.stdout, process.stdout],
    [server.stderr, process.stderr],
  ] as const) {
    stream?.on("data", (chunk: Buffer) => {
      written += chunk;
      onto.write(chunk);
    });
  }
  return {
    assertClean: (secrets, texts) => {
      const faults = written
        .split("\n")
        .flatMap((line) => [
          ...NEVER.filter(([, pattern]) => pattern.test(line)).map(([what]) => what),
          ...secrets
            .filter((secret) => line.includes(secret))
            .map(() => "a secret of the environment"),
          ...texts.filter((text) => line.includes(text)).map(() => "the text of a message"),
        ]);
      if (written === "")
        throw new Error("The server wrote no log, so there is nothing to look at.");
      if (faults.length > 0) {
        throw new Error(`The server's log holds ${[...new Set(faults)].join(", ")}.`);
      }
    },
  };
}

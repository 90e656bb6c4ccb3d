import { Writable } from "node:stream";
import pino from "pino";
import { expect, test } from "vitest";
import { loggerOptions } from "@/lib/log";

function written(write: (log: pino.Logger) => void): string {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  write(pino(loggerOptions, sink));
  return lines.join("");
}

test("an error is logged by name, message, code and cause, without what a driver hangs on it", () => {
  const error = Object.assign(new Error("connection lost", { cause: new Error("ECONNRESET") }), {
    code: "57P01",
    client: { password: "s3cret", statements: ["select 1"] },
    detail: "Key (to_address)=(+14155550137) already exists.",
  });
  const line = written((log) => log.warn({ err: error }, "lost"));
  expect(line).toContain("connection lost");
  expect(line).toContain("57P01");
  expect(line).toContain("ECONNRESET");
  expect(line).not.toMatch(/s3cret|select 1|4155550137/);
});

test("what is named like a secret is removed", () => {
  const line = written((log) =>
    log.info({ token: "t0ken", request: { authorization: "Basic abc", password: "hunter2" } }),
  );
  expect(line).not.toMatch(/t0ken|abc|hunter2/);
});

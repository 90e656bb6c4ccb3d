import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";

const main = path.resolve("simulator/main.ts");
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

function start(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { NODE_ENV: "test", PATH: process.env.PATH ?? "" },
  });
  started.push(child);
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  return { child, output: () => output, errors: () => errors };
}

describe("the command", () => {
  test("prints its address and credentials, answers, and stops cleanly on Ctrl-C", async () => {
    const { child, output } = start("--port", "0", "--seed", "7", "--auth-token", "a-token");
    await once(child.stdout as NonNullable<typeof child.stdout>, "data");
    const url = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output())?.[1];
    expect(output()).toContain("AC51a000000000000000000000000acc01");
    expect(output()).toContain("a-token");
    const settings = await fetch(`${url}/simulator/settings`);
    expect(await settings.json()).toMatchObject({ preset: "calm", seed: "7", timeScale: 1 });
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
  });

  test.each<[string, string[], string]>([
    ["an unknown preset", ["--preset", "sunny"], "preset: Invalid option"],
    ["a bad SID", ["--account-sid", "AC1"], "accountSid: must be AC and 32 hexadecimal digits"],
    ["a port that is none", ["--port", "http"], "--port (SIMULATOR_PORT) must be a number"],
    ["an unknown option", ["--sed", "1"], "Unknown option '--sed'"],
  ])("%s ends it with a clear error", async (_name, args, message) => {
    const { child, errors } = start(...args);
    const [code] = await once(child, "close");
    expect(code).toBe(1);
    expect(errors()).toContain(message);
    expect(errors()).not.toContain("    at ");
  });
});

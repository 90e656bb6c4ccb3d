import { describe, expect, test } from "vitest";
import { readCommandLine } from "../../../simulator/command-line";
import { resolveOptions } from "../../../simulator/options";

const read = (args: string[], environment: Record<string, string> = {}) =>
  readCommandLine(args, environment);

describe("the command line", () => {
  test("without arguments it takes port 4010 and leaves the rest to the defaults", () => {
    expect(read([])).toEqual({ help: false, options: { port: 4010 } });
  });

  test("arguments win over the environment", () => {
    expect(
      read(["--seed", "7", "--time-scale=0.1"], {
        SIMULATOR_SEED: "8",
        SIMULATOR_PRESET: "chaos",
        SIMULATOR_CALLBACK_URL: "http://127.0.0.1:3000/status",
      }),
    ).toEqual({
      help: false,
      options: {
        port: 4010,
        seed: "7",
        timeScale: 0.1,
        preset: "chaos",
        serviceStatusCallback: "http://127.0.0.1:3000/status",
      },
    });
  });

  test("a number that is none is named with its variable", () => {
    expect(() => read(["--port", "x"])).toThrow(
      '--port (SIMULATOR_PORT) must be a number, not "x"',
    );
  });

  test("an unknown option is refused", () => {
    expect(() => read(["--sed", "7"])).toThrow("--sed");
  });
});

describe("options", () => {
  test("each bad one is named", () => {
    expect(() =>
      resolveOptions({ accountSid: "AC1", preset: "calmer" as "calm", port: -1 }),
    ).toThrow(
      /accountSid: must be AC and 32 hexadecimal digits[\s\S]*preset|port[\s\S]*accountSid/,
    );
  });

  test("a callback URL that Twilio would refuse is refused at the start", () => {
    expect(() => resolveOptions({ serviceStatusCallback: "127.0.0.1:3000/status" })).toThrow(
      "serviceStatusCallback: is no callback URL: not an absolute http or https URL",
    );
  });

  test("a phone number may be a string or an object", () => {
    const { phoneNumbers } = resolveOptions({
      phoneNumbers: ["+14155550190", { phoneNumber: "894546", messagesPerSecond: 30 }],
    });
    expect(phoneNumbers).toEqual([
      { phoneNumber: "+14155550190", mms: true },
      { phoneNumber: "894546", mms: true, messagesPerSecond: 30 },
    ]);
  });
});

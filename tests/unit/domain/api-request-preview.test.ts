import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CreateCallParameters, toCurl, toNodeCode } from "@/lib/domain/api-request-preview";

const parameters = {
  To: "+14155550137",
  MessagingServiceSid: "MG0123456789abcdef0123456789abcdef",
  Body: 'Dr Okafor’s clinic: it\'s "on" for $5 `now`\nReply C',
  MediaUrl: ["https://example.com/a.png", "https://example.com/b.png"],
  StatusCallback: "https://hooks.example.com/status?message=01JD7M#rc=5&rp=all",
  ValidityPeriod: "14400",
  SmartEncoded: "true",
};

const anyText = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(
          "'",
          '"',
          "\\",
          "$HOME",
          "`id`",
          "$(id)",
          "!",
          "\n",
          "\r",
          "@",
          "=",
          "&",
          "’",
        ),
      )
      .map((parts) => parts.join("")),
  )
  .filter((text) => !text.includes("\0"));

const anyParameters: fc.Arbitrary<Record<string, string | string[]>> = fc.record(
  {
    To: anyText,
    From: anyText,
    Body: anyText,
    MediaUrl: fc.array(anyText, { minLength: 1, maxLength: 3 }),
    StatusCallback: anyText,
    ContentVariables: fc.json().filter((json) => !json.includes("\0")),
  },
  { requiredKeys: ["To"] },
);

/** The arguments that curl is called with when bash runs the command. */
function argumentsSeenByCurl(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const env = { ...process.env, TWILIO_ACCOUNT_SID: "AC1", TWILIO_AUTH_TOKEN: "token" };
  const output = execFileSync("bash", ["--noprofile", "--norc", "-c", script], {
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return output.split("\0").slice(0, -1);
}

function expectedArguments(of: CreateCallParameters): string[] {
  return [
    "-X",
    "POST",
    "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
    ...Object.entries(of).flatMap(([name, value]) =>
      [value].flat().flatMap((one) => ["--data-urlencode", `${name}=${one}`]),
    ),
    "-u",
    "AC1:token",
  ];
}

/** What `client.messages.create` is called with when Node runs the code. */
async function objectSeenByTwilio(code: string): Promise<unknown> {
  const body = code.replace('import twilio from "twilio";', "").replace("console.log(", "return (");
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;
  const create = (properties: unknown) => ({ sid: properties });
  const run = new AsyncFunction("twilio", "process", body);
  return run(() => ({ messages: { create } }), { env: {} });
}

describe("toCurl", () => {
  test("reads like Twilio's own examples and holds no secret", () => {
    expect(toCurl({ To: "+14155550137", Body: "It's on" })).toBe(
      [
        'curl -X POST "https://api.twilio.com/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID/Messages.json" \\',
        "  --data-urlencode 'To=+14155550137' \\",
        "  --data-urlencode 'Body=It'\\''s on' \\",
        '  -u "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN"',
      ].join("\n"),
    );
  });

  test("hands curl every field, a list as a repeated one", () => {
    expect(argumentsSeenByCurl(toCurl(parameters))).toEqual(expectedArguments(parameters));
  });

  test("can point at another API, such as the simulator", () => {
    const command = toCurl({ To: "+1" }, { apiBaseUrl: 'http://127.0.0.1:4010/"$(id)`id`\\/' });
    expect(argumentsSeenByCurl(command)[2]).toBe(
      'http://127.0.0.1:4010/"$(id)`id`\\/2010-04-01/Accounts/AC1/Messages.json',
    );
  });

  test("bash hands curl exactly the parameters, whatever they contain", () => {
    fc.assert(
      fc.property(fc.array(anyParameters, { minLength: 20, maxLength: 20 }), (batch) => {
        const commands = batch.map((one) => toCurl(one)).join("\n");
        expect(argumentsSeenByCurl(commands)).toEqual(batch.flatMap(expectedArguments));
      }),
      { numRuns: 10 },
    );
  });
});

describe("toNodeCode", () => {
  test("reads like Twilio's own examples and holds no secret", () => {
    expect(toNodeCode({ To: "+14155550137", Body: 'Say "hi"', ValidityPeriod: "14400" })).toBe(
      [
        'import twilio from "twilio";',
        "",
        "const client = twilio(process.env.TWILIO_ACCOUNT_SID, process.env.TWILIO_AUTH_TOKEN);",
        "const message = await client.messages.create({",
        '  to: "+14155550137",',
        '  body: "Say \\"hi\\"",',
        "  validityPeriod: 14400,",
        "});",
        "console.log(message.sid);",
      ].join("\n"),
    );
  });

  test("gives numbers, booleans, lists and dates as the package wants them", async () => {
    const sendAt = "2026-11-24T09:00:00Z";
    const code = toNodeCode({ ...parameters, MediaUrl: "https://a.example/b", SendAt: sendAt });
    expect(await objectSeenByTwilio(code)).toMatchObject({
      mediaUrl: ["https://a.example/b"],
      validityPeriod: 14400,
      smartEncoded: true,
      sendAt: new Date(sendAt),
    });
  });

  test("code stays code: a value that is no number is a text", async () => {
    const code = toNodeCode({ ValidityPeriod: "1);evil(", SmartEncoded: "maybe" });
    expect(await objectSeenByTwilio(code)).toEqual({
      validityPeriod: "1);evil(",
      smartEncoded: "maybe",
    });
  });

  test("Node hands the package exactly the parameters, whatever they contain", async () => {
    await fc.assert(
      fc.asyncProperty(anyParameters, async (any) => {
        const expected = Object.fromEntries(
          Object.entries(any).map(([name, value]) => [
            `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
            value,
          ]),
        );
        expect(await objectSeenByTwilio(toNodeCode(any))).toEqual(expected);
      }),
    );
  });
});

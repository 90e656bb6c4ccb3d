import { describe, expect, test } from "vitest";
import { EnvironmentError, readEnvironment } from "@/lib/env";

const SID = `AC${"0a".repeat(16)}`;
const TOKEN = "a".repeat(32);
const ACCOUNT = { TWILIO_ACCOUNT_SID: SID, TWILIO_AUTH_TOKEN: TOKEN };

function faultsOf(variables: Record<string, string>): string[] {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.faults;
    throw error;
  }
  return [];
}

describe("readEnvironment", () => {
  test("takes an empty environment and fills in the defaults", () => {
    expect(readEnvironment({})).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      TWILIO_CALLBACK_OVERRIDES: "rc=5&rp=all",
      TWILIO_SUBACCOUNTS: {},
      mode: "twilio",
    });
  });

  test("takes blank variables for unset ones", () => {
    expect(readEnvironment({ PORT: " ", DATABASE_URL: "", TWILIO_AUTH_TOKEN: "" }).PORT).toBe(3000);
  });

  test.each([
    [{ TWILIO_ACCOUNT_SID: SID }, "TWILIO_ACCOUNT_SID is set but TWILIO_AUTH_TOKEN is not"],
    [{ TWILIO_AUTH_TOKEN: TOKEN }, "TWILIO_AUTH_TOKEN is set but TWILIO_ACCOUNT_SID is not"],
    [
      { ...ACCOUNT, TWILIO_API_KEY_SID: `SK${"0a".repeat(16)}` },
      "TWILIO_API_KEY_SID is set but TWILIO_API_KEY_SECRET is not",
    ],
    [
      { TWILIO_AUTH_TOKEN_PREVIOUS: TOKEN },
      "TWILIO_AUTH_TOKEN_PREVIOUS is set but TWILIO_AUTH_TOKEN",
    ],
    [
      { ...ACCOUNT, TWILIO_ACCOUNT_SID: "AC123" },
      "TWILIO_ACCOUNT_SID must be AC followed by 32 hex",
    ],
    [{ PUBLIC_BASE_URL: "https://my_host.example.com" }, "underscore"],
    [{ PUBLIC_BASE_URL: "messages.example.com" }, "must be absolute"],
    [{ PUBLIC_BASE_URL: "https://ada:secret@example.com" }, "a user name or password"],
    [{ PUBLIC_BASE_URL: "https://-.example.com" }, "a valid host name"],
    [{ PUBLIC_BASE_URL: "ftp://messages.example.com" }, "must begin with https:// or http://"],
    [{ PUBLIC_BASE_URL: "https://example.com/?a=1" }, "must not have a query"],
    [
      { DATABASE_URL: "mysql://localhost/x" },
      "DATABASE_URL must be a postgresql:// connection string",
    ],
    [{ PORT: "eighty" }, "PORT must be a port number"],
    [{ PORT: "70000" }, "PORT must be a port number from 1 to 65535"],
    [{ TWILIO_SUBACCOUNTS: "AC1:token" }, "TWILIO_SUBACCOUNTS must be JSON"],
    [{ TWILIO_SUBACCOUNTS: `{"${SID}":[]}` }, "TWILIO_SUBACCOUNTS must be JSON"],
    [{ TWILIO_CALLBACK_OVERRIDES: "rc=9" }, "TWILIO_CALLBACK_OVERRIDES"],
    [{ OWNER_EMAIL: "owner@example.com" }, "OWNER_EMAIL is set but OWNER_PASSWORD is not"],
  ])("refuses %j with one sentence", (variables, sentence) => {
    const faults = faultsOf(variables);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(sentence);
    expect(faults[0]).toMatch(/[.:]$|\.$/);
  });

  test("names every fault at once", () => {
    expect(faultsOf({ PORT: "0", DATABASE_URL: "x", TWILIO_ACCOUNT_SID: SID })).toHaveLength(3);
  });

  test("never repeats a secret in a fault", () => {
    const faults = faultsOf({ ...ACCOUNT, TWILIO_SUBACCOUNTS: `{"bad":["${TOKEN}"]}`, PORT: "x" });
    expect(faults.join(" ")).not.toContain(TOKEN);
  });

  test("uses Vercel's production domain where no public address is set", () => {
    const env = readEnvironment({ VERCEL_PROJECT_PRODUCTION_URL: "milepost.example.com" });
    expect(env.PUBLIC_BASE_URL).toBe("https://milepost.example.com");
  });

  test.each([
    [{ DATABASE_URL: "postgresql://h/db" }, true],
    [{ DATABASE_URL: "postgresql://h/db", VERCEL: "1" }, false],
    [{ DATABASE_URL: "postgresql://h/db", DIRECT_URL: "postgresql://h/db", VERCEL: "1" }, true],
    [{ DATABASE_URL: "postgresql://ep-x-pooler.neon.tech/db" }, false],
    [{ DATABASE_URL: "postgresql://h:6543/db" }, false],
  ])("knows of %j whether LISTEN is to be had: %s", (variables, canListen) => {
    expect(readEnvironment(variables).canListen).toBe(canListen);
  });
});

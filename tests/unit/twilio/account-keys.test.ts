import { describe, expect, test } from "vitest";
import { createAccountKeyring, shortSid } from "@/lib/twilio/account-keys";

const mainSid = `AC${"a".repeat(32)}`;
const subSid = `AC${"b".repeat(28)}1234`;

const settings = {
  accountSid: mainSid,
  authToken: "token-now",
  previousAuthToken: "token-before",
  subaccounts: { [subSid]: ["sub-now", "sub-before"] },
};

describe("createAccountKeyring", () => {
  test("the main account has its primary token first, then the previous one", () => {
    expect(createAccountKeyring(settings).find(mainSid)).toEqual([
      { kind: "auth_token", label: "primary", secret: "token-now" },
      { kind: "auth_token", label: "previous", secret: "token-before" },
    ]);
  });

  test("a subaccount has its own tokens only, named by its last four characters", () => {
    expect(createAccountKeyring(settings).find(subSid)).toEqual([
      { kind: "auth_token", label: "subaccount AC…1234 primary", secret: "sub-now" },
      { kind: "auth_token", label: "subaccount AC…1234 2", secret: "sub-before" },
    ]);
  });

  test("all keys come with their account, the main account's first", () => {
    const all = createAccountKeyring(settings).all();
    expect(all.map(({ accountSid, key }) => [accountSid, key.label])).toEqual([
      [mainSid, "primary"],
      [mainSid, "previous"],
      [subSid, "subaccount AC…1234 primary"],
      [subSid, "subaccount AC…1234 2"],
    ]);
  });

  test.each(["", " ", "\n"])("the empty token %j never becomes a key", (empty) => {
    const keyring = createAccountKeyring({
      accountSid: mainSid,
      authToken: empty,
      previousAuthToken: empty,
      subaccounts: { [subSid]: [empty] },
    });
    expect(keyring.all()).toEqual([]);
    expect(keyring.find(mainSid)).toEqual([]);
    expect(keyring.find(subSid)).toEqual([]);
  });

  test("a token without an account is no key, so that an empty AccountSid finds none", () => {
    const keyring = createAccountKeyring({
      accountSid: "",
      authToken: "token",
      previousAuthToken: undefined,
      subaccounts: { "": ["token"] },
    });
    expect(keyring.find("")).toEqual([]);
    expect(keyring.all()).toEqual([]);
  });

  test("the previous token alone still verifies", () => {
    const keyring = createAccountKeyring({ ...settings, authToken: undefined });
    expect(keyring.find(mainSid).map((key) => key.label)).toEqual(["previous"]);
  });

  test("the main account listed among the subaccounts gains keys, without repeats", () => {
    const keyring = createAccountKeyring({
      ...settings,
      subaccounts: { [mainSid]: ["token-now", "token-older"] },
    });
    expect(keyring.find(mainSid).map((key) => key.label)).toEqual([
      "primary",
      "previous",
      "main account 2",
    ]);
  });

  test.each(["__proto__", "constructor", `AC${"c".repeat(32)}`, mainSid.toUpperCase()])(
    "the unknown account %s has no keys",
    (accountSid) => {
      expect(createAccountKeyring(settings).find(accountSid)).toEqual([]);
    },
  );

  test("no label holds any part of a secret", () => {
    const keyring = createAccountKeyring({
      ...settings,
      authToken: "0f1e2d3c",
      subaccounts: { [subSid]: ["4b5a6978"] },
    });
    const labels = keyring
      .all()
      .map(({ key }) => key.label)
      .join();
    expect(labels).not.toMatch(/0f1e|2d3c|4b5a|6978/);
  });
});

test("a short SID keeps its kind and its last four characters", () => {
  expect(shortSid(subSid)).toBe("AC…1234");
  expect(shortSid("AC1")).toBe("AC1");
});

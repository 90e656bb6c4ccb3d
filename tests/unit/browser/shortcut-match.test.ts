import { describe, expect, test } from "vitest";
import { keyName, matchShortcut } from "@/lib/browser/shortcut-match";

const KEYS = ["j", "g m", "g s", "mod+k", "?"];
const press = { metaKey: false, ctrlKey: false, altKey: false };

describe("matchShortcut", () => {
  test("a single key matches at once", () => {
    expect(matchShortcut("", "j", KEYS)).toEqual({ matched: "j", pending: "" });
  });

  test("the first key of a longer one waits for the next", () => {
    expect(matchShortcut("", "g", KEYS)).toEqual({ matched: null, pending: "g" });
    expect(matchShortcut("g", "s", KEYS)).toEqual({ matched: "g s", pending: "" });
  });

  test("a key that continues nothing counts by itself", () => {
    expect(matchShortcut("g", "j", KEYS)).toEqual({ matched: "j", pending: "" });
    expect(matchShortcut("g", "g", KEYS)).toEqual({ matched: null, pending: "g" });
  });

  test("a key that means nothing ends what was begun", () => {
    expect(matchShortcut("g", "z", KEYS)).toEqual({ matched: null, pending: "" });
  });
});

describe("keyName", () => {
  test("Command and Control are the same modifier, whatever the case of the letter", () => {
    expect(keyName({ ...press, key: "K", metaKey: true })).toBe("mod+k");
    expect(keyName({ ...press, key: "k", ctrlKey: true })).toBe("mod+k");
  });

  test("a sign that needs Shift is named as it is typed", () => {
    expect(keyName({ ...press, key: "?" })).toBe("?");
  });

  test("Alt makes other characters and is never a shortcut", () => {
    expect(keyName({ ...press, key: "j", altKey: true })).toBeNull();
  });
});

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { usage } from "../../../simulator/command-line";
import {
  defaultAccountSid,
  defaultAuthToken,
  defaultPhoneNumbers,
} from "../../../simulator/options";
import { outcomeNumbers } from "../../../simulator/outcome-numbers";
import { presetIds } from "../../../simulator/settings";

/** Tables are padded for the eye. */
const documentation = (await readFile("docs/simulator.md", "utf8")).replace(/ +/g, " ");

describe("docs/simulator.md", () => {
  test("lists every outcome number with what it does", () => {
    for (const { number, does } of outcomeNumbers) {
      expect(documentation).toContain(`| \`${number}\` | ${does} |`);
    }
  });

  test("names every option, the presets and the default credentials", () => {
    const options = [...usage.matchAll(/--[a-z-]+(?= <)/g)].map(([option]) => option);
    const expected = [...options, ...presetIds, defaultAccountSid, defaultAuthToken];
    expect(options.length).toBeGreaterThan(5);
    for (const word of [...expected, ...defaultPhoneNumbers]) expect(documentation).toContain(word);
  });
});
